package io.openvtn.venregistry.binding;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Reads one PEM certificate strictly: one armour and nothing around it, base64 with its padding, DER to the last byte. The
 * JDK's factory would pass over leading text, a second certificate and trailing bytes, and the fingerprint would be that of
 * something else than the operator sees.
 */
final class CertificatePem {

    private static final int LONGEST = 16 * 1_024;
    private static final int VERSION_3 = 3;
    private static final Pattern ARMOUR =
            Pattern.compile("\\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

    private final Clock clock;

    CertificatePem(Clock clock) {
        this.clock = clock;
    }

    /** @throws IllegalArgumentException saying what is wrong, as the end of a sentence that begins with the field's name */
    OfferedCertificate read(String pem) {
        byte[] der = decode(pem);
        X509CertificateHolder certificate = parse(der);
        Instant notAfter = certificate.getNotAfter().toInstant();
        check(certificate.getVersionNumber() == VERSION_3, "is not of X.509 version 3");
        check(!isAuthority(certificate), "is an authority's; a VEN needs one of its own");
        check(clock.instant().isBefore(notAfter), "expired at " + notAfter);
        return new OfferedCertificate(
                Fingerprint.of(der),
                Optional.of(new Validity(certificate.getNotBefore().toInstant(), notAfter)));
    }

    private static byte[] decode(String pem) {
        check(pem.length() <= LONGEST, "is longer than %d characters".formatted(LONGEST));
        Matcher armour = ARMOUR.matcher(pem);
        check(armour.matches(), "has to be exactly one PEM certificate with nothing around it");
        try {
            return Base64.getDecoder().decode(armour.group(1).replaceAll("\\s", ""));
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
