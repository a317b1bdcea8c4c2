package io.openvtn.bus.operator;

/** What operators are called, in logins, histories and audit alike. */
public final class OperatorName {

    /** What records of who did something have room for. */
    public static final int LONGEST = 96;

    private OperatorName() {}

    /** Whether a record of who did something can keep it. */
    public static boolean isProper(String name) {
        return !name.isBlank() && name.length() <= LONGEST && name.chars().noneMatch(Character::isISOControl);
    }
}
