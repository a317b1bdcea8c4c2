package io.openvtn.bus.contract;

/** What a CA certificate signs. */
public enum AuthorityRole {
    ROOT("root"),
    VEN_ISSUING("venIssuing"),
    VTN_ISSUING("vtnIssuing");

    private final String word;

    AuthorityRole(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
