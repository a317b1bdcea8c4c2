package io.openvtn.bus.publishing;

import java.util.List;

/** How far each row of a table has come on its way to Kafka. */
public interface PublicationMarks {

    /** Kafka has these: raises {@code publishedRevision} to each, never lowers it. */
    void published(List<PublishedRevision> revisions);

    /**
     * Kafka will not take that revision of the row, whenever it is sent: it is put aside, so that it holds up no other, until
     * the row changes or is published again.
     *
     * @param reason for people
     */
    void park(PublishedRevision revision, String reason);

    /** Keys of the rows that are put aside, at most {@code limit} of them. */
    List<String> parked(int limit);
}
