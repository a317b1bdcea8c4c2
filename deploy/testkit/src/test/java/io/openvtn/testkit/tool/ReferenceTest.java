package io.openvtn.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ReferenceTest {

    private final Optional<String> folder = Optional.ofNullable(System.getProperty(Reference.FOLDER));
    private final Optional<String> setting = Optional.ofNullable(System.getProperty(Reference.SETTING));

    @TempDir
    Path place;

    @BeforeEach
    void standInAnEmptyFolder() {
        System.setProperty(Reference.FOLDER, place.toString());
        System.clearProperty(Reference.SETTING);
    }

    @AfterEach
    void goBack() {
        restore(Reference.FOLDER, folder);
        restore(Reference.SETTING, setting);
    }

    @Test
    void whatIsThereIsFound() throws Exception {
        Path schema = Files.createFile(place.resolve("schema.xsd"));

        assertThat(Reference.at("schema.xsd")).isEqualTo(schema);
    }

    @Test
    void whatIsMissingSkipsTheTest() {
        assertThatThrownBy(() -> Reference.at("schema.xsd"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("schema.xsd")
                .hasMessageContaining("-D" + Reference.FOLDER);
    }

    @Test
    void whatIsMissingFailsTheTestWhereItIsRequired() {
        System.setProperty(Reference.SETTING, "required");

        assertThatThrownBy(() -> Reference.at("schema.xsd")).isInstanceOf(AssertionFailedError.class);
    }

    private static void restore(String name, Optional<String> value) {
        value.ifPresentOrElse(text -> System.setProperty(name, text), () -> System.clearProperty(name));
    }
}
