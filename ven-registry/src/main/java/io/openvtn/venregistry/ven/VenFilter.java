package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import io.openvtn.bus.operator.FingerprintText;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that narrow a list of VENs. As text, so that one that breaks a rule is named like any other value. */
public class VenFilter {

    @QueryParam("group")
    @Parameter(description = "a groupID", example = "feeder-12")
    public @Nullable String group;

    @QueryParam("target")
    @Parameter(description = "one of the VEN's targetIds, as kind:id", example = "parties:utility-north")
    public @Nullable String target;

    @QueryParam("label")
    @Parameter(description = "one of the VEN's labels, as name=value", example = "site=depot-7")
    public @Nullable String label;

    @QueryParam("status")
    @Parameter(description = "PENDING, ACTIVE, SUSPENDED or RETIRED", example = "ACTIVE")
    public @Nullable String status;

    @QueryParam("marketContext")
    @Parameter(description = "one of the VEN's market contexts", example = "http://utility.example/dr/peak")
    public @Nullable String marketContext;

    @QueryParam("resource")
    @Parameter(description = "the resourceID of one of the VEN's resources", example = "battery-1")
    public @Nullable String resource;

    @QueryParam("registrationId")
    @Parameter(description = "the VEN's registrationID", example = "reg-p4wz6t7hna")
    public @Nullable String registrationId;

    @QueryParam("pollFrequency")
    @Parameter(description = "the VEN's poll frequency", example = "PT30S")
    public @Nullable String pollFrequency;

    @QueryParam("software")
    @Parameter(description = "how the VEN's client called itself when it registered", example = "python-requests/2.31")
    public @Nullable String software;

    @QueryParam("registered")
    @Parameter(description = "whether the VEN is registered", schema = @Schema(type = SchemaType.BOOLEAN))
    public @Nullable String registered;

    @QueryParam("online")
    @Parameter(
            description = "whether the VEN was heard of within three poll periods, to a minute",
            schema = @Schema(type = SchemaType.BOOLEAN))
    public @Nullable String online;

    @QueryParam("certificateExpiresBefore")
    @Parameter(
            description = "a time before which the last of the VEN's valid certificates expires",
            example = "2026-12-31T00:00:00Z")
    public @Nullable String certificateExpiresBefore;

    @QueryParam("text")
    @Parameter(description = "part of venID, venName or reported name", example = "plant")
    public @Nullable String text;

    @QueryParam("fingerprint")
    @Parameter(
            description = "of a bound certificate, or of one that is awaited: whole or its last 10 bytes, in any form",
            example = "55:B6:CD:DF:AF:10:AC:E3:C6:EF")
    public @Nullable String fingerprint;

    /**
     * All of them, in the order of venIDs.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 if they break a rule
     */
    public VenQuery read() {
        return read(new PageParameters(), Optional.empty());
    }

    /** The same, of one page in the order that {@code sort} says. */
    VenQuery read(PageParameters parameters, Optional<String> sort) {
        var errors = new FieldErrors();
        PageRequest page = parameters.read(errors);
        var query = new VenQuery(page, VenOrder.read(sort, page, errors), wanted(errors));
        errors.throwIfAny();
        return query;
    }

    /** Notes what is wrong. */
    VenWanted wanted(FieldErrors errors) {
        present(target)
                .filter(text -> TargetIds.KINDS.stream().noneMatch(kind -> text.startsWith(kind.key(""))))
                .ifPresent(text -> errors.add(
                        "target", "has to be kind:id, such as parties:utility-north; kinds are " + TargetIds.KINDS));
        present(label)
                .filter(text -> text.indexOf('=') < 1)
                .ifPresent(text -> errors.add("label", "has to be name=value, such as site=depot-7"));
        return new VenWanted(
                present(group),
                present(target),
                present(label),
                present(marketContext),
                present(resource),
                Filters.oneOf(VenStatus.values(), "status", Optional.ofNullable(status), errors),
                Filters.yesOrNo("registered", Optional.ofNullable(registered), errors),
                present(registrationId),
                present(pollFrequency).flatMap(new FieldReader(errors)::pollFrequency),
                Filters.yesOrNo("online", Optional.ofNullable(online), errors),
                present(software),
                present(text),
                FingerprintText.read(Optional.ofNullable(fingerprint), errors),
                Filters.time("certificateExpiresBefore", Optional.ofNullable(certificateExpiresBefore), errors));
    }

    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
