package io.openvtn.certauthority.authority;

/** Where a CA is in its life. All of them are trusted, and vouch for what they have issued. */
public enum AuthorityState {
    /** Made by a rollover, and known to everybody who trusts this deployment; does not issue yet. */
    UPCOMING("upcoming"),
    /** Signs what is issued now. */
    ISSUING("issuing"),
    /** A newer one has taken over. */
    OUTGOING("outgoing");

    private final String word;

    AuthorityState(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
