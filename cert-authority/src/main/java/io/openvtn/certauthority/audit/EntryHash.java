package io.openvtn.certauthority.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of an entry covers all of it and the hash before: whoever changes one entry has to change all that follow. */
final class EntryHash {

    /** What stands before the first entry. */
    static final String NONE = "0".repeat(64);

    private EntryHash() {}

    /**
     * SHA-256 over the parts, each with its length before it so that no two entries read alike.
     *
     * @param previous hash of the entry with the sequence before
     */
    static String of(String previous, long sequence, AuditEntity entry) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                previous,
                Long.toString(sequence),
                entry.at.toString(),
                entry.actor,
                entry.action.toString(),
                entry.subject,
                entry.detail
            }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
