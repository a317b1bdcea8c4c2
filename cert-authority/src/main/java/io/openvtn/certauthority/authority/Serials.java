package io.openvtn.certauthority.authority;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Serial numbers of certificates. Thread safe. */
public final class Serials {

    /** 20 octets at most and positive (RFC 5280 section 4.1.2.2): one bit less than 160. */
    private static final int BITS = 159;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Serials() {}

    /** A positive random number; whoever stores it relies on a unique constraint all the same. */
    public static BigInteger next() {
        return new BigInteger(BITS, RANDOM).max(BigInteger.ONE);
    }
}
