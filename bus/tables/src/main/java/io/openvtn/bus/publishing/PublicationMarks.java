package io.openvtn.bus.publishing;

import java.util.List;
import java.util.Map;

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

    /**
     * A row's state.
     *
     * @param published the revision that Kafka has acknowledged; 0 is none
     */
    record Row(long revision, long published) {}

    /** All rows, by key. */
    Map<String, Row> all();

    /** Kafka has lost these: lowers {@code publishedRevision} to what it still has of each key. */
    void lost(Map<String, Long> known);

    /** Kafka knows more of these keys than this table: raises the revision of each row that there is to that one at least. */
    void raise(Map<String, Long> revisions);

    /** How many rows there are. */
    long count();

    /** All rows count as not published, some after the other. */
    void republish();
}
