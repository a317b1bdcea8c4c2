package io.openvtn.certauthority.batch;

import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Takes batches in. They are worked on in the background; see {@link BatchWorker}. Thread safe. */
@ApplicationScoped
class Batches {

    private static final int ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final BatchRepository repository;
    private final AuditLog audit;
    private final Clock clock;

    Batches(BatchRepository repository, AuditLog audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Stores a batch, all of it or nothing.
     *
     * @param password what the keys that are made here are encrypted for; empty for a batch of CSRs
     */
    @Transactional
    BatchEntity create(List<BatchReader.Item> items, Optional<String> password, String operator) {
        var batch = new BatchEntity();
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        batch.id = "batch-" + HexFormat.of().formatHex(random);
        // What the database keeps, so that the first answer and later ones agree.
        batch.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        batch.createdBy = operator;
        batch.total = items.size();
        password.map(ArchiveKey::make).ifPresent(stored -> {
            batch.archivePublicKey = stored.publicKey();
            batch.archivePrivateKey = stored.encryptedPrivateKey();
        });
        repository.persist(batch);
        items.forEach(item -> repository.add(entity(batch.id, item)));
        audit.add(operator, AuditAction.BATCH_CREATED, batch.id, "%d VENs".formatted(batch.total));
        return batch;
    }

    private static BatchItemEntity entity(String batchId, BatchReader.Item item) {
        var entity = new BatchItemEntity();
        entity.batchId = batchId;
        entity.position = item.position();
        entity.venName = item.venName();
        entity.keyAlgorithm = item.keyAlgorithm().orElse(null);
        entity.csr = item.csr()
                .map(csr -> csr.pem().getBytes(StandardCharsets.US_ASCII))
                .orElse(null);
        entity.state = ItemState.PENDING;
        return entity;
    }
}
