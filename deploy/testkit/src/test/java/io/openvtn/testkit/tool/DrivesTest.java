package io.openvtn.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class DrivesTest {

    private final String before = System.getProperty(Tool.SETTING, "optional");

    @AfterEach
    void restore() {
        System.setProperty(Tool.SETTING, before);
    }

    @Test
    void namesThePackageOfAProgramThatIsMissing(@TempDir Path folder) throws Exception {
        assertThat(Tool.NGINX.missingFrom(folder.toString()))
                .hasValueSatisfying(words -> assertThat(words).contains("nginx", "install the package nginx-light"));

        Files.createFile(
                folder.resolve("nginx"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        assertThat(Tool.NGINX.missingFrom("/nowhere:" + folder)).isEmpty();
    }

    @Test
    void aTestWithoutItsProgramIsSkippedWhereProgramsAreOptionalAndFailsWhereTheyAreRequired() {
        boolean here = Tool.GO.missing().isEmpty();

        System.setProperty(Tool.SETTING, "optional");
        Events optional = runDriver();
        System.setProperty(Tool.SETTING, "required");
        Events required = runDriver();

        optional.assertStatistics(
                events -> events.skipped(here ? 0 : 1).succeeded(here ? 1 : 0).failed(0));
        required.assertStatistics(
                events -> events.skipped(0).succeeded(here ? 1 : 0).failed(here ? 0 : 1));
    }

    private static Events runDriver() {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Driver.class))
                .execute()
                .testEvents();
    }

    /** Not a test of its own: only what the test above runs. */
    static class Driver {

        @Test
        @Drives(Tool.GO)
        void drivesGo() {}
    }
}
