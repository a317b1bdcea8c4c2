package io.openvtn.venregistry.changes;

/** How far a change is. */
enum ChangeStatus {
    /** Its VENs are looked at, or changed, one after another. */
    RUNNING(false),
    /** A dry run that has come to its end: nothing was changed. */
    CHECKED(true),
    /** Its VENs are changed, but for those that it refused. */
    CHANGED(true),
    /** An error of ours; {@code problem} says what was changed. */
    FAILED(true);

    private final boolean ended;

    ChangeStatus(boolean ended) {
        this.ended = ended;
    }

    boolean isEnded() {
        return ended;
    }
}
