package io.openvtn.vtnapi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** The endpoint as VENs see it. */
@ConfigMapping(prefix = "openvtn.vtn")
public interface VtnConfig {

    /** Our vtnID. Holds an upper-case letter: a widespread VEN takes an all-lower-case one for an error. */
    @WithDefault("OpenVTN")
    @Pattern(regexp = ".*[A-Z].*", message = "holds an upper-case letter")
    String vtnId();

    /** After this time without an acknowledgement an event is offered again. */
    @WithDefault("30s")
    Duration redelivery();

    /** How old the messages of VENs are that a replica follows, so that an answer counts while nobody has taken it in. */
    @WithDefault("1h")
    Duration recall();

    /** How often it is told that a VEN was heard of. */
    @WithDefault("1m")
    Duration seenEvery();

    /** By how many percent of its poll frequency a VEN may be asked to poll more or less often, so that VENs do not poll in step. */
    @WithDefault("10")
    @Min(0)
    @Max(50)
    int pollSpread();

    /** How long an answer waits for what another service makes of a VEN's messages. */
    @WithDefault("2s")
    Duration settle();

    /** How long a VEN's message waits for Kafka before the VEN is told to come back. */
    @WithDefault("5s")
    Duration durable();

    /** How long a connection may lie idle before it is closed. */
    @WithDefault("5m")
    Duration idle();

    /** How long a message may take to arrive, from its head to its end. */
    @WithDefault("30s")
    Duration messageDeadline();

    /** How many messages a second a VEN may send, on average; it may save up ten seconds of them. */
    @WithDefault("1000")
    @Min(1)
    @Max(1_000_000)
    int rate();

    /** How many connections may be open with one certificate. */
    @WithDefault("100")
    @Min(1)
    int connectionsPerCertificate();

    /** How long this replica polls itself, at most, before it listens, so that it serves its first VENs as fast as later ones; 0 for not at all. */
    @WithDefault("10s")
    Duration warmUp();

    /** How long this replica waits at its end for requests that it has not answered yet, and for VENs that have not polled yet. */
    @WithDefault("10s")
    Duration drain();

    /** The largest body of a message, in bytes. */
    @WithDefault("1048576")
    int maxBodySize();

    GridSettings grid();

    /** Said beside every unit of power. */
    interface GridSettings {

        @WithDefault("50")
        int hertz();

        @WithDefault("230")
        int voltage();
    }
}
