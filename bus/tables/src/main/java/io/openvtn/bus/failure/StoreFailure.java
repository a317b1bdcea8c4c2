package io.openvtn.bus.failure;

import io.openvtn.bus.codec.MalformedRecordException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why something could not be stored or read, as far as it decides what to do next. */
public enum StoreFailure {
    /** The database is away, overloaded or undecided between two writers: a later attempt can do better. */
    AWAY,
    /** The database refuses what it was given: no later attempt can do better. */
    CONTENT,
    /** Anything else, most likely a mistake of ours: worth another attempt, but not for ever. */
    UNEXPECTED;

    /** SQLSTATE classes: data exception, integrity constraint violation. */
    private static final Set<String> ABOUT_CONTENT = Set.of("22", "23");

    /**
     * SQLSTATE classes: connection, transaction rollback (deadlock, serialization), insufficient resources, object not in
     * prerequisite state (lock timeout), operator intervention, system error.
     */
    private static final Set<String> ABOUT_THE_MOMENT = Set.of("08", "40", "53", "55", "57", "58");

    public static StoreFailure of(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
        List<SQLException> database = causes.stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .toList();
        if (database.stream()
                .anyMatch(cause ->
                        stateClass(cause).filter(ABOUT_CONTENT::contains).isPresent())) {
            return CONTENT;
        }
        // What can't be read as JSON is an IOException as well, and no better the next time.
        if (causes.stream().anyMatch(MalformedRecordException.class::isInstance)) {
            return UNEXPECTED;
        }
        // The connection pool's own failures have no SQLSTATE.
        boolean away = database.stream().anyMatch(cause -> stateClass(cause)
                        .map(ABOUT_THE_MOMENT::contains)
                        .orElse(true))
                || causes.stream().anyMatch(IOException.class::isInstance);
        return away ? AWAY : UNEXPECTED;
    }

    /** Of a {@link #CONTENT}: whether something that is there stands against it, and not what the value is. */
    public static boolean isConflict(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .anyMatch(cause ->
                        stateClass((SQLException) cause).filter("23"::equals).isPresent());
    }

    private static Optional<String> stateClass(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState())
                .filter(state -> state.length() == 5)
                .map(state -> state.substring(0, 2));
    }
}
