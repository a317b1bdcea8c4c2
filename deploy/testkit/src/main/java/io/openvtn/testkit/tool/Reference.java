package io.openvtn.testkit.tool;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The official schema, samples and test certificates of OpenADR 2.0b, which lie beside the repository and are not ours to hold. */
public final class Reference {

    /** Where they are. */
    static final String FOLDER = "openadr.dir";

    /** Set to {@code required}, it makes a missing folder a failure, as in CI. */
    static final String SETTING = "openvtn.reference";

    private Reference() {}

    /**
     * A file or folder of it; ends the running test as skipped where there is none.
     *
     * @throws TestAbortedException which skips the test
     * @throws AssertionFailedError instead, where the reference is required
     */
    public static Path at(String path) {
        Path place = Path.of(System.getProperty(FOLDER, "../../shared/openadr-2.0b"), path);
        if (Files.exists(place)) {
            return place;
        }
        String words = "there is no %s; -D%s names the folder with the official material of OpenADR 2.0b"
                .formatted(place.toAbsolutePath().normalize(), FOLDER);
        if ("required".equals(System.getProperty(SETTING))) {
            throw new AssertionFailedError(words);
        }
        throw new TestAbortedException(words);
    }
}
