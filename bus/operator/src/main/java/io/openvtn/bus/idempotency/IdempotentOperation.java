package io.openvtn.bus.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.operator.Problems;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Runs an {@link Idempotent} operation once for each key. Thread safe. */
@Idempotent
@Interceptor
@Priority(IdempotentOperation.BEFORE_TRANSACTIONS)
class IdempotentOperation {

    /** {@code @Transactional}'s is PLATFORM_BEFORE + 200. */
    static final int BEFORE_TRANSACTIONS = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final List<String> KEPT_HEADERS = List.of("Location", "ETag", "Cache-Control");

    private final IdempotencyKeys keys;
    private final RequestDigest digests;
    private final SecurityIdentity caller;
    private final CurrentVertxRequest current;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    IdempotentOperation(
            IdempotencyKeys keys,
            RequestDigest digests,
            SecurityIdentity caller,
            CurrentVertxRequest current,
            ObjectMapper json,
            MeterRegistry meters) {
        this.keys = keys;
        this.digests = digests;
        this.caller = caller;
        this.current = current;
        this.json = json;
        this.meters = meters;
    }

    @AroundInvoke
    Object once(InvocationContext operation) throws Exception {
        HttpServerRequest request = current.getCurrent().request();
        List<String> sent = request.headers().getAll(IdempotencyKey.HEADER);
        if (sent.isEmpty()) {
            return operation.proceed();
        }
        if (sent.size() > 1 || !IdempotencyKey.isOne(sent.get(0))) {
            throw Problems.problem(
                    Status.BAD_REQUEST,
                    "%s is one value of 1 to %d printable ASCII characters, such as a UUID"
                            .formatted(IdempotencyKey.HEADER, IdempotencyKey.LONGEST));
        }
        var key = new IdempotencyKey(caller.getPrincipal().getName(), sent.get(0));
        String asked = digests.digest(
                key, request.method().name(), request.uri(), operation.getMethod(), operation.getParameters());
        return QuarkusTransaction.joiningExisting().call(() -> once(key, asked, operation));
    }

    private Object once(IdempotencyKey key, String asked, InvocationContext operation) throws Exception {
        if (!keys.claim(key)) {
            throw Problems.conflict("the first request with this %s is still being worked on; ask again"
                    .formatted(IdempotencyKey.HEADER));
        }
        Optional<FirstAnswer> first = keys.find(key);
        if (first.isPresent()) {
            meters.counter("openvtn.idempotency.repeats").increment();
            return repeated(first.get(), asked);
        }
        var answer = (RestResponse<?>) operation.proceed();
        keys.keep(key, kept(asked, answer));
        return answer;
    }

    private static RestResponse<?> repeated(FirstAnswer first, String asked) {
        if (!first.requestHmac().equals(asked)) {
            throw Problems.unprocessable(
                            "this %s was used for another request; nothing was done. Take a new key for a new request"
                                    .formatted(IdempotencyKey.HEADER))
                    .build();
        }
        first.secretIsLost().ifPresent(lost -> {
            throw Problems.conflict(lost);
        });
        var answer = RestResponse.ResponseBuilder.<Object>create(first.status()).header(REPLAYED, true);
        first.body().ifPresent(answer::entity);
        first.headers().forEach(answer::header);
        return answer.build();
    }

    private FirstAnswer kept(String asked, RestResponse<?> answer) throws JsonProcessingException {
        Map<String, String> headers = new HashMap<>();
        for (String name : KEPT_HEADERS) {
            Optional.ofNullable(answer.getHeaderString(name)).ifPresent(value -> headers.put(name, value));
        }
        Optional<String> lost =
                answer.getEntity() instanceof HandedOutOnce once ? once.secretIsLost() : Optional.empty();
        Optional<String> body = answer.getEntity() == null || lost.isPresent()
                ? Optional.empty()
                : Optional.of(json.writeValueAsString(answer.getEntity()));
        return new FirstAnswer(asked, answer.getStatus(), headers, body, lost);
    }
}
