package io.openvtn.venregistry.imports;

/** How far an import is. */
enum ImportStatus {
    /** Its rows are compared with the VENs that there are. */
    CHECKING(false),
    /** Its VENs are being made. */
    MAKING(false),
    /** A dry run that has come to its end: nothing was made. */
    CHECKED(true),
    /** A row is bad: nothing was made. */
    REFUSED(true),
    /** Its VENs are there, but for those of the rows that were left out. */
    MADE(true),
    /** An error of ours; {@code problem} says what was made. */
    FAILED(true);

    private final boolean ended;

    ImportStatus(boolean ended) {
        this.ended = ended;
    }

    boolean isEnded() {
        return ended;
    }
}
