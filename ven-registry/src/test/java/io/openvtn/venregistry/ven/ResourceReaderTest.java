package io.openvtn.venregistry.ven;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.operator.FieldErrors;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceReaderTest {

    private final FieldErrors errors = new FieldErrors();
    private final ResourceReader reader = new ResourceReader(errors);

    @Test
    void theyAreSortedByTheirIds() {
        assertThat(reader.read(List.of(resource("b", 0.0), resource("a", 1e9))))
                .extracting(Resource::resourceId)
                .containsExactly("a", "b");
        assertThat(errors.violations()).isEmpty();
    }

    @Test
    void namesEachFieldThatIsWrong() {
        reader.read(Arrays.asList(
                null,
                new ResourceFields(
                        Optional.empty(),
                        Optional.of(""),
                        Optional.of("x".repeat(129)),
                        Optional.of(-1.0),
                        Optional.of(" f"),
                        Optional.of("m\u0000"),
                        Optional.of("d\n")),
                resource("a", Double.NaN),
                resource("a", 1e10)));

        assertThat(errors.violations())
                .extracting(FieldErrors.Violation::field)
                .containsExactly(
                        "resources[0]",
                        "resources[1].resourceId",
                        "resources[1].type",
                        "resources[1].location",
                        "resources[1].feeder",
                        "resources[1].meterAsset",
                        "resources[1].endDeviceAsset",
                        "resources[1].capacityKw",
                        "resources[2].capacityKw",
                        "resources[3].capacityKw",
                        "resources[3].resourceId");
    }

    @Test
    void thereAreNoMoreThanAHundred() {
        assertThat(reader.read(Collections.nCopies(101, resource("a", 1)))).isEmpty();
        assertThat(errors.violations()).extracting(FieldErrors.Violation::field).containsExactly("resources");
    }

    private static ResourceFields resource(String resourceId, double capacityKw) {
        return new ResourceFields(
                Optional.of(resourceId),
                Optional.empty(),
                Optional.empty(),
                Optional.of(capacityKw),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
