package io.openvtn.bus.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The keys and their answers, in the table {@code idempotency_key}; all in the caller's transaction. Thread safe. */
@ApplicationScoped
class IdempotencyKeys {

    /** Each new key takes away that many old ones at most, so that the table does not grow and no request pays for all. */
    private static final int FORGOTTEN_AT_ONCE = 20;

    private static final String CLAIM = "select pg_try_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String FIND = """
            select request_hmac, status, headers, body, secret_is_lost from idempotency_key
            where actor = ? and key_sha256 = ? and answered_at > ?
            """;

    private static final String KEEP = """
            insert into idempotency_key (actor, key_sha256, request_hmac, status, headers, body, secret_is_lost, answered_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (actor, key_sha256) do update set request_hmac = excluded.request_hmac, status = excluded.status,
                headers = excluded.headers, body = excluded.body, secret_is_lost = excluded.secret_is_lost,
                answered_at = excluded.answered_at
            """;

    private static final String FORGET = """
            delete from idempotency_key where (actor, key_sha256) in
                (select actor, key_sha256 from idempotency_key where answered_at <= ? limit ? for update skip locked)
            """;

    private final DataSource database;
    private final IdempotencyConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    IdempotencyKeys(DataSource database, IdempotencyConfig config, ObjectMapper json, Clock clock) {
        this.database = database;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps the key to this transaction; false if another one has it right now. */
    boolean claim(IdempotencyKey key) {
        try (var connection = database.getConnection();
                var claim = connection.prepareStatement(CLAIM)) {
            claim.setString(1, key.sha256() + key.actor());
            try (ResultSet row = claim.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    Optional<FirstAnswer> find(IdempotencyKey key) {
        try (var connection = database.getConnection();
                var find = connection.prepareStatement(FIND)) {
            find.setString(1, key.actor());
            find.setString(2, key.sha256());
            find.setTimestamp(3, Timestamp.from(oldest()));
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(answer(row)) : Optional.empty();
            }
        } catch (SQLException | JsonProcessingException e) {
            throw failed(e);
        }
    }

    void keep(IdempotencyKey key, FirstAnswer answer) {
        try (var connection = database.getConnection();
                var keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, key.actor());
            keep.setString(2, key.sha256());
            keep.setString(3, answer.requestHmac());
            keep.setInt(4, answer.status());
            keep.setString(5, json.writeValueAsString(answer.headers()));
            keep.setString(6, answer.body().orElse(null));
            keep.setString(7, answer.secretIsLost().orElse(null));
            keep.setTimestamp(8, Timestamp.from(clock.instant()));
            keep.executeUpdate();
            forget(connection);
        } catch (SQLException | JsonProcessingException e) {
            throw failed(e);
        }
    }

    private void forget(Connection connection) throws SQLException {
        try (var forget = connection.prepareStatement(FORGET)) {
            forget.setTimestamp(1, Timestamp.from(oldest()));
            forget.setInt(2, FORGOTTEN_AT_ONCE);
            forget.executeUpdate();
        }
    }

    private FirstAnswer answer(ResultSet row) throws SQLException, JsonProcessingException {
        return new FirstAnswer(
                row.getString(1),
                row.getInt(2),
                json.readValue(row.getString(3), new TypeReference<Map<String, String>>() {}),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)));
    }

    private Instant oldest() {
        return clock.instant().minus(config.lifetime());
    }

    private static IllegalStateException failed(Exception e) {
        return new IllegalStateException("idempotency keys: " + e.getMessage(), e);
    }
}
