package io.openvtn.vtnapi.identity;

/** What the verifier says of a certificate. */
sealed interface Verdict {

    record Accepted() implements Verdict {}

    record Refused(Reason reason) implements Verdict {}

    /** Why a certificate is refused; the word stands in the log and in the metric. */
    enum Reason {
        ALGORITHM("algorithm"),
        NOT_A_LEAF("notALeaf"),
        SERIAL("serial"),
        UNKNOWN_ISSUER("unknownIssuer"),
        EXPIRED("expired"),
        NOT_YET_VALID("notYetValid"),
        KEY_USAGE("keyUsage"),
        EXTENDED_KEY_USAGE("extendedKeyUsage"),
        PATH("path");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
