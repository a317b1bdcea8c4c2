package io.openvtn.vtnapi.revocation;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How revocation lists are kept in date. */
public interface RevocationConfig {

    /** How often a list is looked for anew; after a failure again within a minute. */
    @WithDefault("10m")
    @DurationMin(millis = 100)
    Duration period();

    /** How long after its nextUpdate a list still counts, if no newer one can be had. */
    @WithDefault("24h")
    @DurationMin
    Duration grace();

    /** In bytes. */
    @WithDefault("33554432")
    @Min(1024)
    @Max(1_073_741_824)
    int largest();

    /** Where copies are kept for the next start; absent: nowhere. */
    Optional<Path> folder();
}
