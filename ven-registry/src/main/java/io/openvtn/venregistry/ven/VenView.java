package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.venregistry.ven.VenHealth.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A VEN as operators see it.
 *
 * @param registrationId made with the VEN; it is the VEN's from the moment it registers
 * @param registration empty until the VEN has registered
 * @param lastSeen when its last message arrived, polls among them, to within a minute
 * @param revision of the record on the topic vens
 */
@Schema(name = "Ven")
public record VenView(
        @Schema(examples = "ven-k3xq7a2mfz") String venId,

        @Schema(examples = "feeder-12-plant-7") String venName,

        VenStatus status,
        List<BindingView> certificates,

        @Schema(description = "OpenADR fingerprints of the certificates that the VEN waits for")
        List<String> awaitedFingerprints,

        @Schema(examples = "reg-p4wz6t7hna") String registrationId,

        boolean registered,
        Optional<Registration> registration,
        List<String> groups,

        @Schema(description = "the groups, and those that hold one of them: what an event can name")
        List<String> allGroups,

        List<ResourceFields> resources,
        List<String> marketContexts,

        @Schema(
                description = "what else an event can name to reach the VEN, by kind",
                examples = "{\"parties\": [\"utility-north\"]}")
        Map<String, List<String>> targetIds,

        @Schema(examples = "{\"site\": \"depot-7\"}") Map<String, String> labels,

        @Schema(type = SchemaType.STRING, format = "duration", examples = "PT10S")
        Duration pollFrequency,

        @Schema(description = "whether it was heard of within three poll periods, to a minute")
        boolean online,

        Optional<Instant> firstSeen,
        Optional<Instant> lastSeen,

        @Schema(
                type = SchemaType.STRING,
                format = "duration",
                description =
                        "how far its clock is ahead, or behind if negative: by its last oadrRegisterReport or oadrCreateOpt,"
                                + " to within that message's way",
                examples = "PT-0.35S")
        Optional<Duration> clockSkew,

        @Schema(
                description = "how its client called itself (User-Agent) when it registered",
                examples = "python-requests/2.31")
        Optional<String> software,

        Instant createdAt,

        @Schema(description = "when the words of it were erased, at its owner's wish")
        Optional<Instant> erasedAt,

        long revision) {

    /**
     * What the VEN said of itself when it registered.
     *
     * @param venName oadrVenName
     * @param httpPull whether the VEN polls
     */
    @Schema(name = "Registration")
    public record Registration(
            Instant registeredAt,

            @Schema(examples = "2.0b") String profile,

            @Schema(examples = "simpleHttp") String transport,

            Optional<String> transportAddress,
            Optional<String> venName,
            boolean reportOnly,
            boolean xmlSignature,
            boolean httpPull) {}

    static VenView of(
            VenEntity ven,
            List<BindingView> certificates,
            List<String> awaitedFingerprints,
            List<String> allGroups,
            Optional<Heard> heard) {
        return new VenView(
                ven.venId,
                ven.venName,
                ven.status,
                certificates,
                awaitedFingerprints,
                ven.registrationId,
                ven.registered,
                Optional.ofNullable(ven.registeredAt).map(at -> registration(ven, at)),
                ven.groups,
                allGroups,
                ven.resources().stream().map(ResourceFields::of).toList(),
                ven.marketContexts,
                TargetIds.byWord(ven.targetIds),
                Labels.byName(ven.labels),
                ven.pollFrequency(),
                heard.map(Heard::online).orElse(false),
                heard.map(Heard::first),
                heard.map(Heard::last),
                heard.flatMap(Heard::clockSkew),
                heard.flatMap(Heard::software),
                ven.createdAt,
                Optional.ofNullable(ven.erasedAt),
                ven.revision);
    }

    private static Registration registration(VenEntity ven, Instant at) {
        return new Registration(
                at,
                ven.profile,
                ven.transport,
                Optional.ofNullable(ven.transportAddress),
                Optional.ofNullable(ven.reportedVenName),
                ven.reportOnly,
                ven.xmlSignature,
                ven.httpPull);
    }
}
