package io.openvtn.certauthority.enrolment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How devices fetch their own certificates. */
@ConfigMapping(prefix = "openvtn.ca.enrolment")
public interface EnrolmentConfig {

    /** The interface of the EST listener. */
    @WithDefault("127.0.0.1")
    String host();

    /** The port of the EST listener, HTTPS; 0 is any free one, -1 is none. */
    @WithDefault("8085")
    int port();

    /** How many connections it has at once; one more is closed. */
    @WithDefault("1000")
    @Min(1)
    int connections();

    /** How long a device's request may take to arrive. */
    @WithDefault("30s")
    Duration arrival();

    /** Names and addresses that devices reach it by; its server certificate, from this CA, holds them. */
    @WithDefault("localhost,127.0.0.1")
    List<String> names();

    /** Whether an operator has to approve each device that comes with a token. */
    @WithDefault("false")
    boolean approval();

    /** When a device that waits for its approval is to ask again. */
    @WithDefault("60s")
    Duration retryAfter();

    /** How long a token can be used when its request does not say. */
    @WithDefault("7d")
    Duration tokenLifetime();

    /** The longest that a token may be usable. */
    @WithDefault("90d")
    Duration longestTokenLifetime();

    /** The VTN itself, whose replicas fetch certificates of their own. */
    Vtn vtn();

    /** A standing enrolment: it can be used again and again. */
    interface Vtn {

        /** What a replica shows in the place of a token. Comes from a secret, has no default; without it nobody is a VTN. */
        Optional<String> password();

        /** Names and addresses that VENs reach the VTN by; its certificates hold them. */
        Optional<List<String>> names();

        /** Of its certificates, which are renewed at half of it. */
        @WithDefault("90d")
        Duration lifetime();
    }
}
