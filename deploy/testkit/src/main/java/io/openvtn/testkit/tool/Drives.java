package io.openvtn.testkit.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test drives these programs: it is skipped where one is missing, and fails where all of them are required. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DrivesCondition.class)
public @interface Drives {

    Tool[] value();
}
