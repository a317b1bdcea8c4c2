package io.openvtn.certauthority.batch;

/** Where one certificate of a batch is. */
enum ItemState {
    PENDING("pending"),
    ISSUED("issued"),
    REFUSED("refused");

    private final String word;

    ItemState(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
