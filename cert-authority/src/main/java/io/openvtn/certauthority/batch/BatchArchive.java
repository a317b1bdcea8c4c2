package io.openvtn.certauthority.batch;

import io.openvtn.bus.operator.CsvTable;
import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.authority.Authorities;
import io.openvtn.certauthority.authority.CaConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What came of a batch, as a zip: {@code result.csv}, {@code ca-bundle.pem}, and under {@code vens/} the {@link VenFolder} of each VEN,
 * whose key and PKCS#12 were made with its certificate: packing is all that a download costs. Thread safe.
 */
@ApplicationScoped
class BatchArchive {

    private static final int PAGE = 200;

    private final BatchRepository repository;
    private final Authorities authorities;
    private final CaConfig config;

    BatchArchive(BatchRepository repository, Authorities authorities, CaConfig config) {
        this.repository = repository;
        this.authorities = authorities;
        this.config = config;
    }

    /**
     * An archive that may be written.
     *
     * @param key opens the files' passwords; empty for a batch of CSRs, which have none
     */
    record Opened(String batchId, Instant createdAt, Optional<PrivateKey> key) {}

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404, 403 for a wrong password, 409 until the batch is done */
    @Transactional
    Opened open(String batchId, Optional<String> password) {
        BatchEntity batch = repository
                .findByIdOptional(batchId)
                .orElseThrow(() -> Problems.notFound("no batch has the id " + batchId));
        Optional<PrivateKey> key = Optional.ofNullable(batch.archivePrivateKey)
                .map(stored -> password.flatMap(given -> ArchiveKey.open(stored, given))
                        .orElseThrow(() -> Problems.forbidden("that is not the password of " + batchId)));
        long pending = repository.counts(List.of(batchId)).of(batchId, ItemState.PENDING);
        if (pending > 0) {
            throw Problems.conflict(
                    "%d of the %d certificates of %s are still to be issued; the archive is there after that"
                            .formatted(pending, batch.total, batchId));
        }
        return new Opened(batchId, batch.createdAt, key);
    }

    /**
     * Writes it as a zip, and closes what it is written to: once, as an envelope gets another end each time.
     *
     * @param vtnUrl for the configurations; {@code openvtn.ca.vtn-url} if it is empty
     */
    void write(Opened archive, Optional<String> vtnUrl, OutputStream out) throws IOException {
        String bundle = bundle();
        Optional<String> url = vtnUrl.or(config::vtnUrl);
        var result = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
                var rows = CsvTable.writer(Result.class, result)) {
            put(zip, archive, "ca-bundle.pem", bundle.getBytes(StandardCharsets.US_ASCII));
            int after = 0;
            List<BatchItemEntity> page;
            do {
                page = page(archive.batchId(), after);
                for (BatchItemEntity item : page) {
                    after = item.position;
                    Optional<String> password = password(item, archive.key());
                    Optional<String> folder = Optional.of(path(item)).filter(path -> item.state == ItemState.ISSUED);
                    rows.write(Result.of(item, folder, password));
                    if (folder.isPresent()) {
                        for (var file : new VenFolder(item, bundle, url, password)
                                .files()
                                .entrySet()) {
                            put(zip, archive, folder.get() + "/" + file.getKey(), file.getValue());
                        }
                    }
                }
            } while (page.size() == PAGE);
            rows.close();
            put(zip, archive, "result.csv", result.toByteArray());
        }
    }

    private static Optional<String> password(BatchItemEntity item, Optional<PrivateKey> key) {
        return Optional.ofNullable(item.encryptedPassword)
                .flatMap(closed -> key.map(opener -> ArchiveKey.decrypt(opener, closed)))
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    /** Nothing of a name can leave the folder that the zip is unpacked in. */
    private static String path(BatchItemEntity item) {
        return "vens/%05d-%s".formatted(item.position, item.venName.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    @Transactional
    String bundle() {
        return authorities.bundle();
    }

    @Transactional
    List<BatchItemEntity> page(String batchId, int after) {
        return repository.items(batchId, after, PAGE);
    }

    /** The same archive is the same bytes, whenever it is fetched. */
    private static void put(ZipOutputStream zip, Opened archive, String path, byte[] content) throws IOException {
        var entry = new ZipEntry(path);
        entry.setTime(archive.createdAt().toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** A line of {@code result.csv}. */
    record Result(
            int position,
            String venName,
            ItemState state,
            Optional<String> sha256,
            Optional<String> folder,
            Optional<String> password,
            Optional<String> reason) {

        static Result of(BatchItemEntity item, Optional<String> folder, Optional<String> password) {
            return new Result(
                    item.position,
                    item.venName,
                    item.state,
                    Optional.ofNullable(item.certificateSha256),
                    folder,
                    password,
                    Optional.ofNullable(item.reason));
        }
    }
}
