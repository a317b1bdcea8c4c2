package io.openvtn.certauthority.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Links entries into one chain of hashes, whatever replica they come from. Not in the entries' own transactions, which would
 * have to wait for each other. A crash loses nothing: what is not linked yet is linked by whoever comes next.
 */
@ApplicationScoped
class AuditChain {

    private static final int BATCH = 1_000;

    private final AuditRepository repository;

    AuditChain(AuditRepository repository) {
        this.repository = repository;
    }

    /**
     * What a check of the chain found.
     *
     * @param entries linked ones that are as they were written
     * @param unchained entries that the chain has not reached yet
     * @param head hash of the last good entry; whoever keeps it elsewhere can prove later that nothing before was changed
     * @param broken what the first entry is that was changed, removed or put in; empty when there is none
     */
    record Verification(long entries, long unchained, String head, Optional<String> broken) {}

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void link() {
        int linked;
        do {
            linked = QuarkusTransaction.requiringNew().call(this::linkBatch);
        } while (linked == BATCH);
    }

    Verification verify() {
        String previous = EntryHash.NONE;
        long sequence = 0;
        List<AuditEntity> page;
        do {
            long from = sequence;
            page = QuarkusTransaction.requiringNew().call(() -> repository.after(from, BATCH));
            for (AuditEntity entry : page) {
                Optional<String> broken = fault(entry, sequence + 1, previous);
                if (broken.isPresent()) {
                    return new Verification(sequence, unchained(), previous, broken);
                }
                previous = entry.hash;
                sequence++;
            }
        } while (page.size() == BATCH);
        return new Verification(sequence, unchained(), previous, Optional.empty());
    }

    private int linkBatch() {
        if (!repository.tryLockChain()) {
            return 0;
        }
        Optional<AuditEntity> last = repository.last();
        String previous = last.map(entry -> entry.hash).orElse(EntryHash.NONE);
        long sequence = last.map(entry -> entry.sequence).orElse(0L);
        List<AuditEntity> unchained = repository.unchained(BATCH);
        for (AuditEntity entry : unchained) {
            sequence++;
            previous = EntryHash.of(previous, sequence, entry);
            entry.sequence = sequence;
            entry.hash = previous;
        }
        return unchained.size();
    }

    private long unchained() {
        return QuarkusTransaction.requiringNew().call(repository::countUnchained);
    }

    private static Optional<String> fault(AuditEntity entry, long expected, String previous) {
        if (entry.sequence != expected) {
            return Optional.of("entry %d is missing".formatted(expected));
        }
        return EntryHash.of(previous, expected, entry).equals(entry.hash)
                ? Optional.empty()
                : Optional.of("entry %d is not as it was written".formatted(expected));
    }
}
