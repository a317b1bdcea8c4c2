package io.openvtn.testkit.tool;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

final class DrivesCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = AnnotationSupport.findAnnotation(context.getElement(), Drives.class).stream()
                .flatMap(drives -> Arrays.stream(drives.value()))
                .flatMap(tool -> tool.missing().stream())
                .findFirst()
                .map(words -> context.getDisplayName() + " " + words);
        if (missing.isPresent() && Tool.isRequired()) {
            throw new AssertionFailedError(missing.get());
        }
        missing.ifPresent(words -> System.out.println("skipped: " + words));
        return missing.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("all programs are here"));
    }
}
