package io.openvtn.bus.publishing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The marks of a table, in its columns {@code revision}, {@code published_revision}, {@code parked_revision} and
 * {@code parked_reason}. A row that is put aside counts as published. Thread safe.
 *
 * @param keyColumn what its records are keyed by; rows are locked in its order
 */
public record PublishedRows(DataSource database, String table, String keyColumn) implements PublicationMarks {

    private static final int FETCH = 1_000;

    @Override
    public void published(List<PublishedRevision> revisions) {
        List<PublishedRevision> sorted = revisions.stream()
                .sorted(Comparator.comparing(PublishedRevision::key))
                .toList();
        update(
                "update %s set published_revision = ? where %s = ? and published_revision < ?",
                published -> {
                    for (PublishedRevision sent : sorted) {
                        published.setLong(1, sent.revision());
                        published.setString(2, sent.key());
                        published.setLong(3, sent.revision());
                        published.addBatch();
                    }
                });
    }

    @Override
    public void park(PublishedRevision revision, String reason) {
        String sql = "update %s set parked_revision = ?, parked_reason = ?, published_revision = ?"
                + " where %s = ? and published_revision < ?";
        update(sql, parked -> {
            parked.setLong(1, revision.revision());
            parked.setString(2, reason);
            parked.setLong(3, revision.revision());
            parked.setString(4, revision.key());
            parked.setLong(5, revision.revision());
            parked.addBatch();
        });
    }

    @Override
    public List<String> parked(int limit) {
        String sql = "select %2$s from %1$s where parked_revision = revision order by %2$s limit ?"
                .formatted(table, keyColumn);
        try (var connection = database.getConnection();
                var parked = connection.prepareStatement(sql)) {
            parked.setInt(1, limit);
            var rows = parked.executeQuery();
            List<String> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
            return List.copyOf(keys);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public Map<String, Row> all() {
        String sql = "select %2$s, revision, published_revision from %1$s".formatted(table, keyColumn);
        try (var connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            // Only in a transaction does the driver fetch some rows at a time.
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(FETCH);
                var rows = statement.executeQuery();
                Map<String, Row> all = new HashMap<>();
                while (rows.next()) {
                    all.put(rows.getString(1), new Row(rows.getLong(2), rows.getLong(3)));
                }
                return all;
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void lost(Map<String, Long> known) {
        chunked(known, "update %s set published_revision = ? where %s = ? and published_revision > ?");
    }

    @Override
    public void raise(Map<String, Long> revisions) {
        chunked(revisions, "update %s set revision = ? where %s = ? and revision < ?");
    }

    @Override
    public long count() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select count(*) from " + table)) {
            var counted = statement.executeQuery();
            counted.next();
            return counted.getLong(1);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void republish() {
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            last = republishAfter(last.get());
        }
    }

    /** Some, so that nobody waits long for a row; the key of the last one, empty if there was none. */
    private Optional<String> republishAfter(String key) {
        String sql = """
                with behind as (select %2$s as key from %1$s where %2$s > ? order by %2$s limit ? for update),
                marked as (update %1$s set published_revision = 0, parked_revision = 0, parked_reason = null
                    from behind where %2$s = key)
                select max(key) from behind
                """;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql.formatted(table, keyColumn))) {
            statement.setString(1, key);
            statement.setInt(2, FETCH);
            var last = statement.executeQuery();
            last.next();
            return Optional.ofNullable(last.getString(1));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Some at a time, so that nobody waits long for a row that is locked here. */
    private void chunked(Map<String, Long> revisions, String sql) {
        List<Map.Entry<String, Long>> sorted =
                revisions.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        for (int from = 0; from < sorted.size(); from += FETCH) {
            List<Map.Entry<String, Long>> some = sorted.subList(from, Math.min(from + FETCH, sorted.size()));
            update(sql, statement -> {
                for (var row : some) {
                    statement.setLong(1, row.getValue());
                    statement.setString(2, row.getKey());
                    statement.setLong(3, row.getValue());
                    statement.addBatch();
                }
            });
        }
    }

    private interface Batch {
        void fill(PreparedStatement statement) throws SQLException;
    }

    /** Many rows in one round trip and one transaction. */
    private void update(String sql, Batch batch) {
        try (var connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(sql.formatted(table, keyColumn))) {
                batch.fill(statement);
                statement.executeBatch();
                connection.commit();
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static void rollBack(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private IllegalStateException failure(SQLException cause) {
        return new IllegalStateException("table %s: %s".formatted(table, cause.getMessage()), cause);
    }
}
