package io.openvtn.bus.publishing;

import io.openvtn.bus.publishing.PublicationMarks.Row;
import java.util.HashMap;
import java.util.Map;

/**
 * What a topic and the table behind it say of each key, side by side. Usually they agree, but for what is on its way.
 */
final class Comparison {

    /** A record on the topic. */
    record OnTopic(long revision, String value) {}

    private static final Row NO_ROW = new Row(0, 0);

    private final Map<String, Row> rows;
    private final Map<String, Long> onTopic = new HashMap<>();
    private final Map<String, OnTopic> ahead = new HashMap<>();

    Comparison(Map<String, Row> rows) {
        this.rows = rows;
    }

    void take(String key, long revision, String value) {
        if (revision < onTopic.getOrDefault(key, 0L)) {
            return;
        }
        onTopic.put(key, revision);
        Row row = rows.getOrDefault(key, NO_ROW);
        if (revision > row.published() && revision >= row.revision()) {
            ahead.put(key, new OnTopic(revision, value));
        }
    }

    void delete(String key) {
        onTopic.remove(key);
        ahead.remove(key);
    }

    /** Rows that the topic has lost, with the revision that it still has of each, or 0. */
    Map<String, Long> lost() {
        Map<String, Long> lost = new HashMap<>();
        rows.forEach((key, row) -> {
            long known = onTopic.getOrDefault(key, 0L);
            if (known < row.published()) {
                lost.put(key, known);
            }
        });
        return lost;
    }

    /**
     * Keys of which the topic knows a revision that the table has not published: the table was set back, or the process ended
     * between the sending of a row and its mark.
     */
    Map<String, OnTopic> ahead() {
        return ahead;
    }

    /** Of those, the records whose content the table cannot have. */
    Map<String, OnTopic> unknown() {
        Map<String, OnTopic> unknown = new HashMap<>(ahead);
        unknown.entrySet()
                .removeIf(record -> record.getValue().revision()
                        <= rows.getOrDefault(record.getKey(), NO_ROW).revision());
        return unknown;
    }
}
