package io.openvtn.bus.publishing;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The marks of a table, in the columns {@code revision}, {@code published_revision}, {@code parked_revision} and
 * {@code parked_reason}. A row that is put aside counts as published. Thread safe.
 *
 * @param table the rows, with their {@code revision}
 * @param marks where the columns are: the table itself, or one beside it whose {@code revision} the database keeps the same
 * @param keyColumn what its records are keyed by, in both; rows are locked in its order
 */
public record PublishedRows(DataSource database, String table, String marks, String keyColumn)
        implements PublicationMarks {

    private static final int FETCH = 1_000;

    /** The marks stand in the table itself. */
    public PublishedRows(DataSource database, String table, String keyColumn) {
        this(database, table, table, keyColumn);
    }

    @Override
    public void published(List<PublishedRevision> revisions) {
        set(marks, "published_revision", "<", revisions);
    }

    @Override
    public void park(PublishedRevision revision, String reason) {
        String sql = "update %s set parked_revision = ?, parked_reason = ?, published_revision = ?"
                + " where %s = ? and published_revision < ?";
        update(sql.formatted(marks, keyColumn), parked -> {
            parked.setLong(1, revision.revision());
            parked.setString(2, reason);
            parked.setLong(3, revision.revision());
            parked.setString(4, revision.key());
            parked.setLong(5, revision.revision());
        });
    }

    @Override
    public List<String> parked(int limit) {
        String sql = "select %2$s from %1$s where parked_revision = revision order by %2$s limit ?"
                .formatted(marks, keyColumn);
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
        String sql = "select %2$s, revision, published_revision from %1$s".formatted(marks, keyColumn);
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
        set(marks, "published_revision", ">", of(known));
    }

    @Override
    public void raise(Map<String, Long> revisions) {
        set(table, "revision", "<", of(revisions));
    }

    @Override
    public long count() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select count(*) from " + marks)) {
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
                var statement = connection.prepareStatement(sql.formatted(marks, keyColumn))) {
            statement.setString(1, key);
            statement.setInt(2, FETCH);
            var last = statement.executeQuery();
            last.next();
            return Optional.ofNullable(last.getString(1));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static List<PublishedRevision> of(Map<String, Long> revisions) {
        return revisions.entrySet().stream()
                .map(row -> new PublishedRevision(row.getKey(), row.getValue()))
                .toList();
    }

    /**
     * Sets a column of rows whose value is less or greater than the new one; some at a time, so that nobody waits long for a row
     * that is locked here.
     */
    private void set(String changed, String column, String than, List<PublishedRevision> revisions) {
        String sql = """
                with wanted as (select old.%2$s as key, given.revision
                    from unnest(cast(? as text[]), cast(? as bigint[])) as given (key, revision)
                    join %1$s old on old.%2$s = given.key
                    where old.%3$s %4$s given.revision order by old.%2$s for update of old)
                update %1$s set %3$s = wanted.revision from wanted where %1$s.%2$s = wanted.key
                """.formatted(changed, keyColumn, column, than);
        for (int from = 0; from < revisions.size(); from += FETCH) {
            List<PublishedRevision> some = revisions.subList(from, Math.min(from + FETCH, revisions.size()));
            update(sql, statement -> {
                var connection = statement.getConnection();
                Object[] keys = some.stream().map(PublishedRevision::key).toArray();
                Object[] numbers =
                        some.stream().map(PublishedRevision::revision).toArray();
                statement.setArray(1, connection.createArrayOf("text", keys));
                statement.setArray(2, connection.createArrayOf("bigint", numbers));
            });
        }
    }

    private interface Values {
        void fill(PreparedStatement statement) throws SQLException;
    }

    private void update(String sql, Values values) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            values.fill(statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private IllegalStateException failure(SQLException cause) {
        return new IllegalStateException("table %s: %s".formatted(table, cause.getMessage()), cause);
    }
}
