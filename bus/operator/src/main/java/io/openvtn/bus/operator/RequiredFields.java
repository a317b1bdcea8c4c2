package io.openvtn.bus.operator;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/** In descriptions of the APIs: what is no {@code Optional} in a record of ours is always there. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RequiredFields implements OASFilter {

    private static final DotName NAMED =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private final Map<String, ClassInfo> records = new HashMap<>();

    public RequiredFields(IndexView index) {
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord() && type.name().toString().startsWith("io.openvtn.")) {
                records.put(schemaName(type), type);
            }
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Optional.ofNullable(document.getComponents())
                .map(components -> components.getSchemas())
                .ifPresent(schemas -> schemas.forEach(this::require));
    }

    private void require(String name, Schema schema) {
        ClassInfo type = records.get(name);
        if (type == null || schema.getProperties() == null) {
            return;
        }
        List<String> required = type.recordComponents().stream()
                .filter(component -> !component.type().name().toString().startsWith("java.util.Optional"))
                .map(RecordComponentInfo::name)
                .filter(schema.getProperties()::containsKey)
                .toList();
        if (!required.isEmpty()) {
            schema.setRequired(required);
        }
    }

    private static String schemaName(ClassInfo type) {
        return Optional.ofNullable(type.declaredAnnotation(NAMED))
                .map(annotation -> annotation.value("name"))
                .map(AnnotationValue::asString)
                .orElseGet(type::simpleName);
    }
}
