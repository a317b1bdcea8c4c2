package io.openvtn.vtnapi.revocation;

import io.openvtn.vtnapi.certificate.CertificateRules;
import io.openvtn.vtnapi.certificate.Der;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The serials that a CA has revoked, RFC 5280 section 5. Only a full list of the CA's own is taken: in a partial, indirect or
 * delta one a revoked certificate may be missing. Immutable.
 *
 * @param signer the CA's key, which has signed the list
 * @param serials of the certificates that are revoked or on hold
 */
public record RevocationList(
        X500Principal issuer, PublicKey signer, Instant thisUpdate, Instant nextUpdate, Set<BigInteger> serials) {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    private static final String REASON_CODE = "2.5.29.21";
    /** Of an issuingDistributionPoint's fields: what the other ones say makes the list a partial or an indirect one. */
    private static final int DISTRIBUTION_POINT = 0xa0;

    /**
     * Reads a list in DER or PEM and checks its signature.
     *
     * @param authorities the CAs whose lists are of use
     * @throws UnusableListException if it is not a full and direct list of one of them, for this time
     */
    public static RevocationList read(byte[] encoded, Collection<X509Certificate> authorities, Instant now)
            throws UnusableListException {
        X509CRL list = parse(encoded);
        X500Principal issuer = list.getIssuerX500Principal();
        if (!CertificateRules.isStrongSignature(list.getSigAlgName())) {
            throw new UnusableListException("it is signed with " + list.getSigAlgName());
        }
        if (!isFullAndDirect(list)) {
            throw new UnusableListException(
                    "it is a partial, indirect or delta list, or has a critical extension that is not known");
        }
        if (list.getNextUpdate() == null) {
            throw new UnusableListException("it does not say when the next one comes");
        }
        if (list.getThisUpdate().toInstant().isAfter(now.plus(CLOCK_SKEW))) {
            throw new UnusableListException(
                    "it is of the future: " + list.getThisUpdate().toInstant());
        }
        return new RevocationList(
                issuer,
                signer(list, authorities),
                list.getThisUpdate().toInstant(),
                list.getNextUpdate().toInstant(),
                serials(list));
    }

    boolean isOf(X509Certificate authority) {
        return authority.getSubjectX500Principal().equals(issuer)
                && authority.getPublicKey().equals(signer);
    }

    public boolean names(X509Certificate certificate) {
        return serials.contains(certificate.getSerialNumber());
    }

    private static X509CRL parse(byte[] encoded) throws UnusableListException {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException | RuntimeException e) {
            // The JDK's parser has unchecked exceptions for some malformed input too.
            throw new UnusableListException("it is no revocation list in DER or PEM", e);
        }
    }

    private static PublicKey signer(X509CRL list, Collection<X509Certificate> authorities)
            throws UnusableListException {
        X500Principal issuer = list.getIssuerX500Principal();
        return authorities.stream()
                .filter(authority -> authority.getSubjectX500Principal().equals(issuer))
                // The JDK verifies with any key that fits.
                .filter(CertificateRules::signsRevocationLists)
                .map(X509Certificate::getPublicKey)
                .filter(key -> verifies(list, key))
                .findFirst()
                .orElseThrow(() -> new UnusableListException(
                        "no trusted CA named '%s' that may sign revocation lists has signed it".formatted(issuer)));
    }

    private static boolean verifies(X509CRL list, PublicKey key) {
        try {
            list.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isFullAndDirect(X509CRL list) {
        byte[] point = list.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
        return critical(list).allMatch(ISSUING_DISTRIBUTION_POINT::equals)
                && (point == null || Der.holdsOnly(point, DISTRIBUTION_POINT))
                && entries(list).flatMap(RevocationList::critical).allMatch(REASON_CODE::equals);
    }

    private static Stream<String> critical(X509Extension extended) {
        Set<String> oids = extended.getCriticalExtensionOIDs();
        return oids == null ? Stream.empty() : oids.stream();
    }

    private static Set<BigInteger> serials(X509CRL list) {
        return entries(list).map(X509CRLEntry::getSerialNumber).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<? extends X509CRLEntry> entries(X509CRL list) {
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        return entries == null ? Stream.empty() : entries.stream();
    }
}
