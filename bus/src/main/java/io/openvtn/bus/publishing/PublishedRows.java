package io.openvtn.bus.publishing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * Marks rows as published, many in one round trip.
 *
 * @param table with the columns {@code revision} and {@code published_revision}
 * @param keyColumn what its records are keyed by
 */
public record PublishedRows(String table, String keyColumn) {

    /** Raises {@code published_revision} to each revision, never lowers it; locks the rows in the order of their keys. */
    public void mark(Connection database, List<PublishedRevision> revisions) throws SQLException {
        String sql = "update %s set published_revision = ? where %s = ? and published_revision < ?"
                .formatted(table, keyColumn);
        List<PublishedRevision> sorted = revisions.stream()
                .sorted(Comparator.comparing(PublishedRevision::key))
                .toList();
        try (var published = database.prepareStatement(sql)) {
            for (PublishedRevision sent : sorted) {
                published.setLong(1, sent.revision());
                published.setString(2, sent.key());
                published.setLong(3, sent.revision());
                published.addBatch();
            }
            published.executeBatch();
        }
    }
}
