package io.openvtn.bus.idempotency;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Adds the header to the description of each {@link Idempotent} operation. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class IdempotencyKeyDocumented implements OASFilter {

    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");

    private final Set<String> idempotent = new HashSet<>();

    public IdempotencyKeyDocumented(IndexView index) {
        index.getAnnotations(Idempotent.class).stream()
                .map(annotation -> annotation.target())
                .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                .map(target -> target.asMethod()
                        .annotation(OPERATION)
                        .value("operationId")
                        .asString())
                .forEach(idempotent::add);
    }

    @Override
    public Operation filterOperation(Operation operation) {
        if (Optional.ofNullable(operation.getOperationId())
                .filter(idempotent::contains)
                .isPresent()) {
            operation.addParameter(header());
        }
        return operation;
    }

    private static Parameter header() {
        return OASFactory.createParameter()
                .name(IdempotencyKey.HEADER)
                .in(Parameter.In.HEADER)
                .required(false)
                .description(
                        "What this request and its repeats are called, such as a UUID. A repeat gets the first answer"
                                + " and has no effect of its own; the same key with another request is refused with 422.")
                .example("8f14e45f-ceea-467f-a0e6-9cf7c3c1a1b2")
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .minLength(1)
                        .maxLength(IdempotencyKey.LONGEST));
    }
}
