package io.openvtn.vtnapi.trust;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.vtnapi.revocation.RevocationConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Whose certificates are accepted, beside those of the authorities on the bus. */
@ConfigMapping(prefix = "openvtn.trust")
public interface TrustConfig {

    /** Authorities in files, by a name of the operator's choice. */
    Map<String, AnchorFile> anchors();

    /** SHA-256 of the bus' roots that may be anchors, in hex; absent for all. */
    Optional<List<String>> busRoots();

    /** How often the files are looked at for a change. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration reloadPeriod();

    /** How long the result of a path's validation stands for one certificate; a minute at most. */
    @WithDefault("60s")
    @DurationMax(seconds = 60)
    Duration pathCache();

    /** Certificates whose path is remembered; more are validated anew. */
    @WithDefault("100000")
    @Min(2)
    int pathCacheSize();

    /** Whether a self-signed certificate authenticates a VEN that an operator has bound it to. */
    @WithDefault("false")
    boolean pinnedSelfSigned();

    /** For all revocation lists. */
    RevocationConfig revocation();

    /** One PEM file with CA certificates. */
    interface AnchorFile {

        /** Self-signed CAs in it become anchors, the others issuing CAs below any anchor. */
        Path file();

        /** What the leaves below its anchors have to keep. */
        @WithDefault("internal")
        AnchorPolicy policy();

        /** Where the lists of its CAs are: with one, every CA above a VEN's certificate needs one that is in date. */
        Optional<List<URI>> revocationLists();
    }
}
