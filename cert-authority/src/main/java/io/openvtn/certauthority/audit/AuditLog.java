package io.openvtn.certauthority.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Who did what. An entry is written in the transaction of what it tells, so that neither exists without the other; it is
 * linked to the chain of hashes right after (see {@link AuditChain}). Thread safe.
 */
@ApplicationScoped
public class AuditLog {

    private static final int LONGEST_DETAIL = 2_000;
    private static final int LONGEST_NAME = 128;

    private final EntityManager database;
    private final Clock clock;

    AuditLog(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Writes an entry in the caller's transaction.
     *
     * @param actor who did it: an operator's name, or {@code token:…}, {@code certificate:…} for a device
     * @param subject what it was done to
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(String actor, AuditAction action, String subject, String detail) {
        write(actor, action, subject, detail);
    }

    /** Writes down what was asked for and not granted, in a transaction of its own as the other one is rolled back. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void addRefusal(String actor, String subject, String reason) {
        write(actor, AuditAction.REFUSED, subject, reason);
    }

    private void write(String actor, AuditAction action, String subject, String detail) {
        var entry = new AuditEntity();
        // The database keeps microseconds, and the hash is made of what it keeps.
        entry.at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        entry.actor = shortened(actor, LONGEST_NAME);
        entry.action = action;
        entry.subject = shortened(subject, LONGEST_NAME);
        entry.detail = shortened(detail, LONGEST_DETAIL);
        database.persist(entry);
    }

    /** What a caller wrote may be long, and may hold what PostgreSQL does not take as text. */
    private static String shortened(String text, int longest) {
        String stored = text.replace('\0', '?');
        return stored.length() > longest ? stored.substring(0, longest - 1) + "…" : stored;
    }
}
