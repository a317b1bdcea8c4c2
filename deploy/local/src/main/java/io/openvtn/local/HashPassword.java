package io.openvtn.local;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The main class behind {@code deploy/local/hash-password}. */
final class HashPassword {

    /** A third of a second for each guess, and for the first login in five minutes. */
    private static final int COST = 12;

    private static final int SHORTEST = 12;
    /** bcrypt reads no further. */
    private static final int LONGEST = 72;

    private HashPassword() {}

    /** Reads the password from standard input, where other users can't see it, and prints what bcrypt makes of it. */
    public static void main(String[] arguments) throws IOException {
        String password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        int length = password.getBytes(StandardCharsets.UTF_8).length;
        if (length < SHORTEST || length > LONGEST) {
            System.err.printf(
                    "hash-password: a password has %d to %d bytes, this one has %d%n", SHORTEST, LONGEST, length);
            System.exit(1);
        }
        System.out.println(BcryptUtil.bcryptHash(password, COST));
    }
}
