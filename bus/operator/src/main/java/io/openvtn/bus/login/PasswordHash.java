package io.openvtn.bus.login;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What bcrypt made of a password. Thread safe. */
final class PasswordHash {

    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)(\\$[./A-Za-z0-9]{53})");
    private static final int LOWEST_COST = 10;
    /** A second or two. */
    private static final int HIGHEST_COST = 14;
    /** bcrypt reads no further: two passwords with the same beginning would be one. */
    private static final int LONGEST = 72;

    private final String hash;
    private final int cost;

    /** @throws IllegalArgumentException with what is wrong, and never the hash itself */
    PasswordHash(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "is not what bcrypt makes of a password, such as $2b$12$ and 53 characters more");
        }
        cost = Integer.parseInt(form.group(1));
        if (cost < LOWEST_COST || cost > HIGHEST_COST) {
            throw new IllegalArgumentException(
                    "has a cost of %d; it has to be from %d to %d".formatted(cost, LOWEST_COST, HIGHEST_COST));
        }
        // 2a, 2b and 2y are the same function but for faults of its first implementations; the library knows the last
        // of them
        hash = "$2y$" + form.group(1) + form.group(2);
    }

    /** What a verification costs: each step of one doubles it. */
    int cost() {
        return cost;
    }

    /** As costly for a wrong password as for the right one. */
    boolean isOf(String password) {
        boolean matches = BcryptUtil.matches(password, hash);
        return matches && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** Never shows it. */
    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
