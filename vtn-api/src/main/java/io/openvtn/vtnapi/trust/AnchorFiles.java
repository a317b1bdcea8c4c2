package io.openvtn.vtnapi.trust;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.vtnapi.certificate.CertificateRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** CA certificates in PEM, from the files and the records of people who may decide whom to trust. */
final class AnchorFiles {

    private static final String ALLIANCE_TEST = "TEST OpenADR Alliance";

    private final List<TrustConfig.AnchorFile> files;
    private final boolean testAnchorsAllowed;

    AnchorFiles(List<TrustConfig.AnchorFile> files, boolean testAnchorsAllowed) {
        this.files = List.copyOf(files);
        this.testAnchorsAllowed = testAnchorsAllowed;
    }

    /**
     * A CA certificate and what it was configured with.
     *
     * @param listed whether revocation lists were
     */
    record Authority(X509Certificate certificate, AnchorPolicy policy, boolean listed) {}

    /** @throws UnusableAnchorException if a file cannot be used as it is */
    List<Authority> read() throws UnusableAnchorException {
        List<Authority> authorities = new ArrayList<>();
        for (TrustConfig.AnchorFile file : files) {
            for (X509Certificate certificate :
                    parse(text(file.file()), file.file().toString())) {
                authorities.add(new Authority(
                        certificate, file.policy(), file.revocationLists().isPresent()));
            }
        }
        return authorities;
    }

    /**
     * @param source where the text is from, for the message of the exception
     * @throws UnusableAnchorException if it holds anything but CA certificates, or none
     */
    List<X509Certificate> parse(String pem, String source) throws UnusableAnchorException {
        List<X509Certificate> authorities = new ArrayList<>();
        try {
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                authorities.add(usable((X509Certificate) certificate, source));
            }
        } catch (CertificateException e) {
            throw new UnusableAnchorException(source + " holds no certificates in PEM", e);
        }
        if (authorities.isEmpty()) {
            throw new UnusableAnchorException(source + " holds no certificate");
        }
        return authorities;
    }

    private X509Certificate usable(X509Certificate authority, String source) throws UnusableAnchorException {
        if (!CertificateRules.isAuthority(authority)) {
            throw new UnusableAnchorException("%s holds a certificate that is no CA's: %s"
                    .formatted(source, authority.getSubjectX500Principal()));
        }
        if (!testAnchorsAllowed && isAllianceTest(authority)) {
            throw new UnusableAnchorException(
                    "%s holds a TEST authority of the OpenADR Alliance, whose key is public: %s"
                            .formatted(source, authority.getSubjectX500Principal()));
        }
        return authority;
    }

    private static boolean isAllianceTest(X509Certificate authority) {
        return authority.getSubjectX500Principal().getName().contains(ALLIANCE_TEST)
                || authority.getIssuerX500Principal().getName().contains(ALLIANCE_TEST);
    }

    private static String text(Path file) throws UnusableAnchorException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UnusableAnchorException("cannot read " + file, e);
        }
    }
}
