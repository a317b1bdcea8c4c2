package io.openvtn.bus.login;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.openvtn.bus.login.Operators.Operator;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Verifies passwords, on threads of its own as each costs a tenth of a second and more: a flood of guesses takes these alone, and
 * whoever has logged in before does not wait behind it. A name that nobody has costs the same as a wrong password. Thread safe.
 */
@ApplicationScoped
class PasswordLogin implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    private static final int THREADS = 2;
    private static final int WAITING = 50;

    private final Operators operators;
    private final Timer verifications;
    private final VerifiedPasswords verified = new VerifiedPasswords();
    private final ThreadPoolExecutor threads;

    PasswordLogin(Operators operators, MeterRegistry meters) {
        this.operators = operators;
        this.verifications = meters.timer("openvtn.passwords.verifications");
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    var thread = new Thread(task, "passwords");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    /**
     * Who it is.
     *
     * @return fails with {@link AuthenticationFailedException} if it is nobody, with {@link RejectedExecutionException} if too many
     *     wait to be verified
     */
    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        String name = request.getUsername();
        String password = new String(request.getPassword().getPassword());
        Uni<SecurityIdentity> identity = Uni.createFrom()
                .completionStage(() -> verified.get(
                        name, password, () -> CompletableFuture.supplyAsync(() -> verify(name, password), threads)));
        return Optional.ofNullable(Vertx.currentContext())
                .map(caller -> identity.emitOn(task -> onContext(caller, task)))
                .orElse(identity)
                .onItem()
                .ifNull()
                .failWith(AuthenticationFailedException::new);
    }

    /** Null for nobody: what fails in a cache is logged by it, with its stack. */
    private @Nullable SecurityIdentity verify(String name, String password) {
        Optional<Operator> operator = operators.find(name);
        PasswordHash hash = operator.map(Operator::password).orElseGet(operators::decoy);
        boolean right = Boolean.TRUE.equals(verifications.record(() -> hash.isOf(password)));
        return operator.filter(known -> right).map(Operator::identity).orElse(null);
    }

    private static void onContext(Context context, Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
