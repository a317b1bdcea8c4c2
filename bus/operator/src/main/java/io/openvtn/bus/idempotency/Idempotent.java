package io.openvtn.bus.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that takes an {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): a caller that never saw the
 * answer sends the same request again with the same key, and gets the first one's answer instead of a second effect. The
 * operation runs in one transaction together with its key, so that neither is stored without the other; what is refused
 * leaves no key behind. It has to return a {@link org.jboss.resteasy.reactive.RestResponse}.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
