package io.openvtn.certauthority.batch;

import io.openvtn.bus.operator.CsvTable;
import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.authority.Authorities;
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
 * What came of a batch, as a zip: {@code result.csv}, {@code ca-bundle.pem}, and under {@code vens/} the file of each VEN, which was
 * made with its certificate: packing is all that a download costs. Thread safe.
 */
@ApplicationScoped
class BatchArchive {

    private static final int PAGE = 200;

    private final BatchRepository repository;
    private final Authorities authorities;

    BatchArchive(BatchRepository repository, Authorities authorities) {
        this.repository = repository;
        this.authorities = authorities;
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

    void write(Opened archive, OutputStream out) throws IOException {
        var result = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
                var rows = CsvTable.writer(Result.class, result)) {
            put(zip, archive, "ca-bundle.pem", bundle().getBytes(StandardCharsets.US_ASCII));
            int after = 0;
            List<Finished> page;
            do {
                page = page(archive.batchId(), after);
                for (Finished item : page) {
                    after = item.position();
                    rows.write(item.result(archive.key()));
                    if (item.file().isPresent()) {
                        put(zip, archive, item.path(), item.file().get().content());
                    }
                }
            } while (page.size() == PAGE);
            rows.close();
            put(zip, archive, "result.csv", result.toByteArray());
        }
    }

    @Transactional
    String bundle() {
        return authorities.bundle();
    }

    @Transactional
    List<Finished> page(String batchId, int after) {
        return repository.items(batchId, after, PAGE).stream()
                .map(item -> new Finished(
                        item.position,
                        item.venName,
                        item.state,
                        Optional.ofNullable(item.certificateSha256),
                        Optional.ofNullable(item.file).map(Bytes::new),
                        Optional.ofNullable(item.encryptedPassword).map(Bytes::new),
                        Optional.ofNullable(item.reason)))
                .toList();
    }

    /** The same archive is the same bytes, whenever it is fetched. */
    private static void put(ZipOutputStream zip, Opened archive, String path, byte[] content) throws IOException {
        var entry = new ZipEntry(path);
        entry.setTime(archive.createdAt().toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    record Bytes(byte[] content) {}

    /** A line of {@code result.csv}. */
    record Result(
            int position,
            String venName,
            ItemState state,
            Optional<String> sha256,
            Optional<String> file,
            Optional<String> password,
            Optional<String> reason) {}

    /** One item as it is. */
    record Finished(
            int position,
            String venName,
            ItemState state,
            Optional<String> sha256,
            Optional<Bytes> file,
            Optional<Bytes> encryptedPassword,
            Optional<String> reason) {

        private Result result(Optional<PrivateKey> key) {
            Optional<String> password = encryptedPassword
                    .flatMap(closed -> key.map(opener -> ArchiveKey.decrypt(opener, closed.content())))
                    .map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
            return new Result(position, venName, state, sha256, file.map(there -> path()), password, reason);
        }

        /** Nothing of a name can leave the folder that the zip is unpacked in. */
        private String path() {
            return "vens/%05d-%s.%s"
                    .formatted(
                            position,
                            venName.replaceAll("[^A-Za-z0-9._-]", "_"),
                            encryptedPassword.isPresent() ? "p12" : "pem");
        }
    }
}
