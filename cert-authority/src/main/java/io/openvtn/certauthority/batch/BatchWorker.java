package io.openvtn.certauthority.batch;

import static java.util.Collections.nCopies;

import io.openvtn.bus.failure.StoreFailure;
import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.issuance.IssuedCertificate;
import io.openvtn.certauthority.issuance.Issuer;
import io.openvtn.certauthority.order.CertificateSigningRequest;
import io.openvtn.certauthority.order.CertificateSigningRequest.RefusedException;
import io.openvtn.certauthority.order.KeyHandover;
import io.openvtn.certauthority.order.LeafProfile;
import io.openvtn.certauthority.order.Order;
import io.openvtn.certauthority.order.StorePassword;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Works through batches, a few certificates in one transaction. What a killed replica had begun is rolled back, and whoever
 * comes next goes on with it: no certificate is lost, and none is issued twice. Several replicas share a batch.
 */
@ApplicationScoped
class BatchWorker {

    private static final Logger LOG = Logger.getLogger(BatchWorker.class);
    private static final int AT_ONCE = 100;
    private static final int TOGETHER = 2;
    private static final int LONGEST_REASON = 1_000;

    private final BatchRepository repository;
    private final Issuer issuer;
    private final AuditLog audit;
    private final CaConfig config;
    private final ManagedExecutor executor;

    BatchWorker(BatchRepository repository, Issuer issuer, AuditLog audit, CaConfig config, ManagedExecutor executor) {
        this.repository = repository;
        this.issuer = issuer;
        this.audit = audit;
        this.config = config;
        this.executor = executor;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() throws InterruptedException, ExecutionException {
        if (moreAfterSome()) {
            // A certificate waits for the database as long as for a processor; nobody takes what another has locked.
            for (var worker : executor.invokeAll(nCopies(TOGETHER, Executors.callable(this::workOn)))) {
                worker.get();
            }
        }
    }

    private void workOn() {
        boolean more = true;
        while (more) {
            more = moreAfterSome();
        }
    }

    private boolean moreAfterSome() {
        try {
            return some(After.ALL) == AT_ONCE;
        } catch (RefusedItemException e) {
            refuse(e);
            return true;
        } catch (RuntimeException e) {
            if (StoreFailure.of(e) == StoreFailure.AWAY) {
                throw e;
            }
            return moreAfterTheOneAtFault(e);
        }
    }

    /** All were written together, and the database refuses one: which one shows when each is written by itself. */
    private boolean moreAfterTheOneAtFault(RuntimeException failure) {
        LOG.warnf("a batch is written one by one, as together it failed: %s", failure.getMessage());
        try {
            return some(After.EACH) == AT_ONCE;
        } catch (RefusedItemException e) {
            refuse(e);
            return true;
        }
    }

    /** When what was issued is written. */
    private enum After {
        EACH,
        ALL
    }

    private int some(After written) {
        return QuarkusTransaction.requiringNew().timeout(300).call(() -> issueSome(written));
    }

    private int issueSome(After written) {
        List<BatchItemEntity> items = repository.nextPending(AT_ONCE);
        for (BatchItemEntity item : items) {
            try {
                if (!issue(item)) {
                    return 0;
                }
                if (written == After.EACH) {
                    repository.flush();
                }
            } catch (RefusedException e) {
                refuse(item, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                if (StoreFailure.of(e) == StoreFailure.AWAY) {
                    throw e;
                }
                LOG.errorf(e, "%d of %s could not be issued", item.position, item.batchId);
                throw new RefusedItemException(item, "an error on the CA's side, which its log has; order it again");
            }
        }
        return items.size();
    }

    /** Says false while the authority is being made: the item waits. */
    private boolean issue(BatchItemEntity item) throws RefusedException {
        if (item.csr != null) {
            var key = CertificateSigningRequest.key(new String(item.csr, StandardCharsets.US_ASCII));
            return issue(item, key, issued -> {});
        }
        KeyPair keys = Objects.requireNonNull(item.keyAlgorithm).makeLeafKeys();
        return issue(
                item, new Order.KeySource.Theirs(keys.getPublic()), issued -> pack(item, issued, keys.getPrivate()));
    }

    private boolean issue(BatchItemEntity item, Order.KeySource.Theirs key, Consumer<IssuedCertificate> pack) {
        var order = new Order(LeafProfile.VEN, item.venName, List.of(), key, config.venLifetime());
        return issuer.issue(new Issuer.Request(order, "batch:" + item.batchId, AuditAction.ISSUED))
                .fold(
                        issued -> {
                            item.chain = (issued.certificate() + String.join("", issued.chain()))
                                    .getBytes(StandardCharsets.US_ASCII);
                            pack.accept(issued);
                            item.certificateSha256 = issued.sha256();
                            item.state = ItemState.ISSUED;
                            return true;
                        },
                        refused -> {
                            refuse(item, refused.reason());
                            return true;
                        },
                        notYet -> false);
    }

    private void pack(BatchItemEntity item, IssuedCertificate issued, PrivateKey key) {
        var password = StorePassword.random();
        item.encryptedKey = KeyHandover.encryptedPem(key, password).getBytes(StandardCharsets.US_ASCII);
        item.pkcs12 = KeyHandover.store(
                key,
                Certificates.parse(issued.certificate()),
                issued.chain().stream().map(Certificates::parse).toList(),
                password);
        item.encryptedPassword = ArchiveKey.encrypt(
                repository.findById(item.batchId).archivePublicKey,
                password.text().getBytes(StandardCharsets.US_ASCII));
    }

    /** The transaction that met it is rolled back; its other certificates come with the next one. */
    private void refuse(RefusedItemException refused) {
        QuarkusTransaction.requiringNew().run(() -> {
            BatchItemEntity item = repository.item(refused.key);
            if (item.state == ItemState.PENDING) {
                refuse(item, String.valueOf(refused.getMessage()));
            }
        });
    }

    private void refuse(BatchItemEntity item, String reason) {
        item.state = ItemState.REFUSED;
        item.reason = reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
        audit.add("batch:" + item.batchId, AuditAction.REFUSED, item.venName, item.reason);
        LOG.infof("%d of %s refused: %s", item.position, item.batchId, reason);
    }

    /** Rolls the transaction back and says for which of its certificates. */
    private static final class RefusedItemException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient BatchItemEntity.Key key;

        RefusedItemException(BatchItemEntity item, String reason) {
            super(reason);
            this.key = new BatchItemEntity.Key(item.batchId, item.position);
        }
    }
}
