package io.openvtn.certauthority.order;

/** Names that certificates may be issued in: what people can read, and tell from one another. */
public final class CertificateName {

    /** RFC 5280 appendix A.1, ub-common-name. */
    private static final int LONGEST = 64;

    public static final String RULE =
            "has 1 to 64 characters, none of them a control or invisible one, no blank at either end";

    private CertificateName() {}

    public static boolean isProper(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && name.codePoints().allMatch(CertificateName::isVisible)
                && !isBlank(name.codePointAt(0))
                && !isBlank(name.codePointBefore(name.length()));
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            // FORMAT are marks such as "from here on right to left"; a lone surrogate is no character at all.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
