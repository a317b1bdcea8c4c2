package io.openvtn.vtnapi.certificate;

/**
 * Why a certificate does not authenticate its caller, in the order in which it is looked at; the word stands in the log and
 * in the metric. The caller is told none of it but what it may know anyway.
 */
public enum Reason {
    UNTRUSTED_PEER("untrustedPeer"),
    HOP_SECRET("hopSecret"),
    HEADER_MISPLACED("headerMisplaced"),
    HEADER_LOOKALIKE("headerLookalike"),
    HEADER_REPEATED("headerRepeated"),
    HEADER_TOO_LONG("headerTooLong"),
    HEADER_EMPTY("headerEmpty"),
    HEADER_ENCODING("headerEncoding"),
    DOUBLE_ENCODING("doubleEncoding"),
    HEADER_ARMOUR("headerArmour"),
    HEADER_BASE64("headerBase64"),
    HEADER_CHAIN("headerChain"),
    HASH_ONLY("hashOnly"),
    HASH_MISMATCH("hashMismatch"),
    NO_CERTIFICATE("noCertificate"),
    ENCODING("encoding"),
    ALGORITHM("algorithm"),
    SERIAL("serial"),
    NOT_A_LEAF("notALeaf"),
    SELF_SIGNED("selfSigned"),
    UNKNOWN_ISSUER("unknownIssuer"),
    PATH("path"),
    EXPIRED("expired"),
    NOT_YET_VALID("notYetValid"),
    AUTHORITY_EXPIRED("authorityExpired"),
    AUTHORITY("authority"),
    PATH_LENGTH("pathLength"),
    KEY_USAGE("keyUsage"),
    EXTENDED_KEY_USAGE("extendedKeyUsage"),
    ISSUING_CA("issuingCa"),
    POLICY("policy"),
    CRITICAL_EXTENSION("criticalExtension"),
    REVOCATION_UNKNOWN("revocationUnknown"),
    REVOKED_BY_AUTHORITY("revokedByAuthority"),
    NOT_BOUND("notBound"),
    VEN_NOT_ACTIVE("venNotActive"),
    REVOKED("revoked"),
    ON_HOLD("onHold"),
    BINDING_EXPIRED("bindingExpired");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
