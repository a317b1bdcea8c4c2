package io.openvtn.bus.login;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.annotation.security.PermitAll;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Describes how operators log in, and which operations are for anybody. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class LoginsDocumented implements OASFilter {

    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
    private static final String TOKEN = "token";
    private static final String PASSWORD = "password";

    private final Set<String> forAnybody = new HashSet<>();

    public LoginsDocumented(IndexView index) {
        index.getAnnotations(PermitAll.class).stream()
                .map(annotation -> annotation.target())
                .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                .flatMap(target -> Optional.ofNullable(target.asMethod().annotation(OPERATION)).stream())
                .flatMap(operation -> Optional.ofNullable(operation.value("operationId")).stream())
                .map(AnnotationValue::asString)
                .forEach(forAnybody::add);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("an access token of the OpenID Connect provider that is configured"))
                .addSecurityScheme(
                        PASSWORD,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("basic")
                                .description("where openvtn.operator.basic allows it"));
    }

    @Override
    public Operation filterOperation(Operation operation) {
        if (!forAnybody.contains(operation.getOperationId())) {
            operation.setSecurity(List.of(
                    OASFactory.createSecurityRequirement().addScheme(TOKEN),
                    OASFactory.createSecurityRequirement().addScheme(PASSWORD)));
        }
        return operation;
    }
}
