package io.openvtn.bus.operator;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an operation does not know with 400: a filter that is misspelt would find everything, and
 * what is done next would be done to everything. Thread safe.
 */
public class QueryProblems {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    /** No text that is kept holds a NUL. */
    @ServerRequestFilter(preMatching = true)
    public Optional<Response> refuseNul(UriInfo uri) {
        return uri.getRequestUri().toASCIIString().contains("%00")
                ? Optional.of(Problems.builder(Status.BAD_REQUEST, "the path or a query parameter holds a NUL")
                        .build()
                        .toResponse())
                : Optional.empty();
    }

    @ServerRequestFilter
    public Optional<Response> refuseUnknown(ResourceInfo operation, UriInfo uri) {
        Set<String> asked = uri.getQueryParameters().keySet();
        if (asked.isEmpty() || operation.getResourceMethod() == null) {
            return Optional.empty();
        }
        Set<String> names = known.computeIfAbsent(operation.getResourceMethod(), QueryProblems::names);
        Set<String> unknown = new TreeSet<>(asked);
        unknown.removeAll(names);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(Problems.builder(
                                Status.BAD_REQUEST,
                                "this operation has no query parameter %s; it has %s"
                                        .formatted(
                                                unknown.iterator().next(),
                                                names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names))))
                        .build()
                        .toResponse());
    }

    private static Set<String> names(Method operation) {
        return Arrays.stream(operation.getParameters())
                .flatMap(QueryProblems::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> name(Parameter parameter) {
        if (parameter.isAnnotationPresent(BeanParam.class)) {
            return Arrays.stream(parameter.getType().getFields())
                    .map(field -> field.getAnnotation(QueryParam.class))
                    .filter(Objects::nonNull)
                    .map(QueryParam::value);
        }
        if (parameter.isAnnotationPresent(QueryParam.class)) {
            return Stream.of(parameter.getAnnotation(QueryParam.class).value());
        }
        return Optional.ofNullable(parameter.getAnnotation(RestQuery.class)).stream()
                .map(query -> query.value().isEmpty() ? parameter.getName() : query.value());
    }
}
