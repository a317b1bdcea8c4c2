package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.Fingerprint;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Finds the one certificate of a VEN in what its maker sent: PEM, alone, with its authorities, or with the words that openssl
 * puts around it. Each armour is read strictly, base64 with its padding, DER to the last byte; what could be meant in two ways
 * is refused, as the JDK's factory would take the first certificate and not tell.
 */
final class CertificatePem {

    private static final int LONGEST = 64 * 1_024;
    private static final int MOST = 5;
    private static final int VERSION_3 = 3;
    private static final Pattern ARMOUR =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");
    private static final Pattern ANY_CERTIFICATE = Pattern.compile("-----BEGIN CERTIFICATE-----");

    private final Clock clock;

    CertificatePem(Clock clock) {
        this.clock = clock;
    }

    /** @throws IllegalArgumentException saying what is wrong, as the end of a sentence that begins with the field's name */
    OfferedCertificate read(String pem) {
        byte[] der = leaf(pem);
        X509CertificateHolder certificate = parse(der);
        Instant notAfter = certificate.getNotAfter().toInstant();
        check(certificate.getVersionNumber() == VERSION_3, "is not of X.509 version 3");
        check(!isAuthority(certificate), "is an authority's; a VEN needs one of its own");
        check(clock.instant().isBefore(notAfter), "expired at " + notAfter);
        return new OfferedCertificate(
                Fingerprint.of(der),
                Optional.of(new Validity(certificate.getNotBefore().toInstant(), notAfter)));
    }

    private static byte[] leaf(String pem) {
        check(pem.length() <= LONGEST, "is longer than %d characters".formatted(LONGEST));
        check(!pem.contains("PRIVATE KEY-----"), "holds a private key, which is for the VEN alone; take it out");
        List<byte[]> all = ARMOUR.matcher(pem)
                .results()
                .map(armour -> decode(armour.group(1)))
                .toList();
        check(
                !all.isEmpty()
                        && all.size() == ANY_CERTIFICATE.matcher(pem).results().count(),
                "holds no whole PEM certificate");
        check(all.size() <= MOST, "holds more than %d certificates".formatted(MOST));
        if (all.size() == 1) {
            return all.get(0);
        }
        List<byte[]> leaves =
                all.stream().filter(der -> !isAuthority(parse(der))).toList();
        check(leaves.size() == 1, "holds %d certificates of VENs; give one".formatted(leaves.size()));
        return leaves.get(0);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not base64 between its armour", e);
        }
    }

    private static X509CertificateHolder parse(byte[] der) {
        X509CertificateHolder certificate;
        byte[] again;
        try {
            // Refuses trailing bytes.
            certificate = new X509CertificateHolder(Certificate.getInstance(ASN1Primitive.fromByteArray(der)));
            again = certificate.toASN1Structure().getEncoded(ASN1Encoding.DER);
        } catch (IOException | ClassCastException | IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException("holds no X.509 certificate", e);
        }
        check(Arrays.equals(der, again), "is not encoded in DER");
        return certificate;
    }

    private static boolean isAuthority(X509CertificateHolder certificate) {
        var constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
        return constraints != null && constraints.isCA();
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
