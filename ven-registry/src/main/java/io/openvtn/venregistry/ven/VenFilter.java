package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import io.openvtn.bus.operator.FingerprintText;
import io.openvtn.bus.operator.PageParameters;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
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

    @QueryParam("text")
    @Parameter(description = "part of venID, venName or reported name", example = "plant")
    public @Nullable String text;

    @QueryParam("fingerprint")
    @Parameter(
            description = "of a bound certificate, or of one that is awaited: whole or its last 10 bytes, in any form",
            example = "55:B6:CD:DF:AF:10:AC:E3:C6:EF")
    public @Nullable String fingerprint;

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 if they break a rule */
    VenQuery read(PageParameters page) {
        var errors = new FieldErrors();
        var reader = new FieldReader(errors);
        var query = new VenQuery(
                page.read(errors),
                present(group),
                reader.target(present(target)),
                reader.label(present(label)),
                Filters.oneOf(VenStatus.values(), "status", Optional.ofNullable(status), errors),
                present(text),
                FingerprintText.read(Optional.ofNullable(fingerprint), errors));
        errors.throwIfAny();
        return query;
    }

    /** PostgreSQL's text holds no NUL, so nothing can match it. */
    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).map(text -> text.replace("\0", "")).filter(text -> !text.isBlank());
    }
}
