package io.openvtn.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What a server proves itself with, in PEM. Never shows the key.
 *
 * @param certificate for the name localhost, with its chain
 * @param key of that certificate, in PKCS#8
 * @param authority that clients know it by
 */
public record ServerTls(String certificate, String key, String authority) {

    private static final Set<PosixFilePermission> OWNER_ALONE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** Writes a file that its owner alone may read. */
    static Path write(Path file, String pem) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        return Files.writeString(file, pem);
    }

    @Override
    public String toString() {
        return "ServerTls";
    }
}
