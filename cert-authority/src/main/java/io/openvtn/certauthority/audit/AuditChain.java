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
     * @param passedThrough the sequence of the entry that has the head of an earlier check; empty if none was asked for, or has it
     * @param alterableByService the service's own login owns the table, and whoever has its password can undo entries
     * @param broken what the first entry is that was changed, removed or put in; empty when there is none
     */
    record Verification(
            long entries,
            long unchained,
            String head,
            Optional<Long> passedThrough,
            boolean alterableByService,
            Optional<String> broken) {}

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void link() {
        int linked;
        do {
            linked = QuarkusTransaction.requiringNew().call(this::linkBatch);
        } while (linked == BATCH);
    }

    /**
     * Checks all that is linked. A chain that was linked anew after a change is a good one in itself: only a head that was kept
     * elsewhere tells the difference.
     *
     * @param earlierHead what a check before has said; the chain is broken unless it passes through it
     */
    Verification verify(Optional<String> earlierHead) {
        String previous = EntryHash.NONE;
        long sequence = 0;
        Optional<Long> passedThrough =
                earlierHead.filter(EntryHash.NONE::equals).map(none -> 0L);
        List<AuditEntity> page;
        do {
            long from = sequence;
            page = QuarkusTransaction.requiringNew().call(() -> repository.after(from, BATCH));
            for (AuditEntity entry : page) {
                Optional<String> broken = fault(entry, sequence + 1, previous);
                if (broken.isPresent()) {
                    return result(sequence, previous, passedThrough, broken);
                }
                previous = entry.hash;
                sequence++;
                if (earlierHead.filter(previous::equals).isPresent()) {
                    passedThrough = Optional.of(sequence);
                }
            }
        } while (page.size() == BATCH);
        Optional<String> broken = earlierHead.isPresent() && passedThrough.isEmpty()
                ? Optional.of("no entry has the hash %s: what it stood for was changed or removed"
                        .formatted(earlierHead.get()))
                : Optional.empty();
        return result(sequence, previous, passedThrough, broken);
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

    private Verification result(long entries, String head, Optional<Long> passedThrough, Optional<String> broken) {
        return QuarkusTransaction.requiringNew()
                .call(() -> new Verification(
                        entries, repository.countUnchained(), head, passedThrough, repository.isOwned(), broken));
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
