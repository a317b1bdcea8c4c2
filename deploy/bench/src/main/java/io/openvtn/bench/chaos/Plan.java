package io.openvtn.bench.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run was asked to do.
 *
 * @param data folder of the suite, made new
 * @param portOffset of the suite's ports
 * @param vens that poll all the while
 * @param freeze how long Kafka and PostgreSQL stand still
 * @param settle how long it goes on undisturbed after each incident
 */
record Plan(Path repository, Path data, int portOffset, int vens, Duration freeze, Duration settle) {

    Path script(String name) {
        return repository.resolve("deploy").resolve(name);
    }
}
