package io.openvtn.certauthority.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long clients may rely on what they were told of revocations. */
@ConfigMapping(prefix = "openvtn.ca.revocation")
interface RevocationConfig {

    /** The interface of the listener for OCSP and revocation lists. */
    @WithDefault("127.0.0.1")
    String host();

    /** Its port, HTTP; 0 is any free one, -1 is none. */
    @WithDefault("8086")
    int port();

    /** How many connections it has at once; one more is closed. */
    @WithDefault("1000")
    @Min(1)
    int connections();

    /** How long a request may take to arrive. */
    @WithDefault("10s")
    Duration arrival();

    /** From a revocation list's thisUpdate to its nextUpdate; a new one comes with each revocation, and at half of it. */
    @WithDefault("24h")
    Duration listValidity();

    /** From an OCSP answer's thisUpdate to its nextUpdate. */
    @WithDefault("1h")
    Duration ocspValidity();

    /** How long this replica may answer OCSP out of its memory; another replica's revocation is not seen earlier. */
    @WithDefault("10s")
    Duration ocspCache();

    /** How long an OCSP signer's certificate lives; it is renewed at half of it. */
    @WithDefault("14d")
    Duration ocspSignerLifetime();
}
