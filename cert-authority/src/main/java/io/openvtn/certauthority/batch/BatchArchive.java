package io.openvtn.certauthority.batch;

import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.issuance.CertificateLedger;
import io.openvtn.certauthority.issuance.CertificateView;
import io.openvtn.certauthority.issuance.KeyHandover;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What came of a batch, as a zip: {@code result.csv}, and for each VEN its certificate or, where the key was made here, a
 * PKCS#12 under the batch's password. Thread safe.
 */
@ApplicationScoped
class BatchArchive {

    private static final int PAGE = 200;

    private final BatchRepository repository;
    private final CertificateLedger ledger;

    BatchArchive(BatchRepository repository, CertificateLedger ledger) {
        this.repository = repository;
        this.ledger = ledger;
    }

    /**
     * Opens the batch's key.
     *
     * @return empty for a batch of CSRs, which has none
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404, or 403 for a wrong password
     */
    @Transactional
    Optional<PrivateKey> open(String batchId, Optional<String> password) {
        BatchEntity batch = repository
                .findByIdOptional(batchId)
                .orElseThrow(() -> Problems.notFound("no batch has the id " + batchId));
        if (batch.archivePrivateKey == null) {
            return Optional.empty();
        }
        return Optional.of(password.flatMap(given -> ArchiveKey.open(batch.archivePrivateKey, given))
                .orElseThrow(() -> Problems.forbidden("that is not the password of " + batchId)));
    }

    void write(String batchId, Optional<PrivateKey> key, Optional<String> password, OutputStream out)
            throws IOException {
        var result = new StringBuilder("position,venName,state,sha256,reason\n");
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            int after = 0;
            List<Finished> page;
            do {
                page = page(batchId, after);
                for (Finished item : page) {
                    after = item.position();
                    result.append(item.csvLine());
                    add(zip, item, key, password);
                }
            } while (page.size() == PAGE);
            zip.putNextEntry(new ZipEntry("result.csv"));
            zip.write(result.toString().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    @Transactional
    List<Finished> page(String batchId, int after) {
        return repository.items(batchId, after, PAGE).stream()
                .map(item -> new Finished(
                        item.position,
                        item.venName,
                        item.state,
                        Optional.ofNullable(item.certificateSha256).flatMap(ledger::find),
                        Optional.ofNullable(item.encryptedKey).map(EncryptedKey::new),
                        Optional.ofNullable(item.reason).orElse("")))
                .toList();
    }

    @SuppressWarnings("ArrayRecordComponent")
    record EncryptedKey(byte[] cms) {}

    /** One item as it is now. */
    record Finished(
            int position,
            String venName,
            ItemState state,
            Optional<CertificateView> certificate,
            Optional<EncryptedKey> key,
            String reason) {

        private String csvLine() {
            return "%d,%s,%s,%s,%s%n"
                    .formatted(
                            position,
                            quoted(venName),
                            state,
                            certificate.map(CertificateView::sha256).orElse(""),
                            quoted(reason));
        }

        private static String quoted(String text) {
            return '"' + text.replace("\"", "\"\"") + '"';
        }

        /** Nothing of a name can leave the folder that the zip is unpacked in. */
        private String fileName(String ending) {
            return "%05d-%s.%s".formatted(position, venName.replaceAll("[^A-Za-z0-9._-]", "_"), ending);
        }
    }

    private static void add(ZipOutputStream zip, Finished item, Optional<PrivateKey> key, Optional<String> password)
            throws IOException {
        if (item.certificate().isEmpty()) {
            return;
        }
        var leaf = Certificates.parse(item.certificate().get().certificate());
        if (item.key().isPresent() && key.isPresent()) {
            PrivateKey secret = privateKey(
                    leaf.getPublicKey().getAlgorithm(),
                    ArchiveKey.decrypt(key.get(), item.key().get().cms()));
            zip.putNextEntry(new ZipEntry(item.fileName("p12")));
            zip.write(KeyHandover.pkcs12(secret, leaf, List.of(), password.orElseThrow()));
        } else {
            zip.putNextEntry(new ZipEntry(item.fileName("pem")));
            zip.write(Certificates.pem(leaf).getBytes(StandardCharsets.US_ASCII));
        }
        zip.closeEntry();
    }

    private static PrivateKey privateKey(String algorithm, byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was made here cannot be read", e);
        }
    }
}
