package io.openvtn.certauthority.order;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/** The names and addresses that a VTN is reached by (RFC 5280 section 4.2.1.6). */
public final class SubjectAlternativeNames {

    private SubjectAlternativeNames() {}

    static boolean isAddress(String name) {
        return IPAddress.isValid(name);
    }

    public static GeneralNames of(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    /** Those of a certificate, as they were asked for. */
    public static List<String> of(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .map(name -> (String) name.get(1))
                    .toList();
        } catch (CertificateParsingException e) {
            throw new IllegalStateException("names that were stored cannot be read", e);
        }
    }
}
