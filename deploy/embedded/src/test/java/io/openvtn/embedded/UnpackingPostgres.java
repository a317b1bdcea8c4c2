package io.openvtn.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;

/** A process that unpacks PostgreSQL, starts it and ends: a JVM unpacks to one folder in its life. */
final class UnpackingPostgres {

    private UnpackingPostgres() {}

    /** Argument: the folder to unpack to. */
    public static void main(String[] arguments) throws Exception {
        new PostgresBinaries(Path.of(arguments[0]))
                .start(EmbeddedPostgres.builder())
                .close();
    }
}
