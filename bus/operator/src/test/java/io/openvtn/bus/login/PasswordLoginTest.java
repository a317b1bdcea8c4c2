package io.openvtn.bus.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openvtn.testkit.tool.LogLines;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordLoginTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HASH = BcryptUtil.bcryptHash("right", 10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PasswordLogin login = new PasswordLogin(
            operators(Map.of("openvtn.operators.alice.password", HASH, "openvtn.operators.alice.role", "operator")),
            meters);

    @AfterEach
    void stop() {
        login.stop();
    }

    @Test
    void whoHasLoggedInIsNotVerifiedAgain() {
        for (int i = 0; i < 3; i++) {
            SecurityIdentity identity = login("alice", "right").await().atMost(SOON);

            assertThat(identity.getPrincipal().getName()).isEqualTo("alice");
            assertThat(identity.getRoles()).containsExactly("operator");
        }
        assertThat(verifications()).isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsVerifiedAndSoIsOneOfNobody() {
        login("alice", "right").await().atMost(SOON);

        for (var guess : List.of(login("alice", "wrong"), login("alice", "wronger"), login("bob", "right"))) {
            assertThatThrownBy(() -> guess.await().atMost(SOON)).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(verifications()).isEqualTo(4);
    }

    @Test
    void aNameThatNobodyHasCostsWhatTheCostliestPasswordDoes() {
        var some = operators(Map.of(
                "openvtn.operators.alice.password",
                HASH,
                "openvtn.operators.alice.role",
                "operator",
                "openvtn.operators.carol.password",
                BcryptUtil.bcryptHash("right", 11),
                "openvtn.operators.carol.role",
                "viewer"));

        assertThat(some.decoy().cost()).isEqualTo(11);
        assertThat(operators(Map.of()).decoy().cost()).isEqualTo(10);
    }

    @Test
    void thoseWhoComeTogetherAreVerifiedOnce() {
        List<CompletableFuture<SecurityIdentity>> many = IntStream.range(0, 200)
                .mapToObj(i -> login("alice", "right").subscribeAsCompletionStage())
                .toList();

        assertThat(many).allSatisfy(one -> assertThat(one).succeedsWithin(SOON));
        assertThat(verifications()).isEqualTo(1);
    }

    @Test
    void aFloodOfGuessesIsCutOffAndHoldsUpNobodyWhoHasLoggedIn() throws Exception {
        login("alice", "right").await().atMost(SOON);
        List<CompletableFuture<SecurityIdentity>> guesses = IntStream.range(0, 200)
                .mapToObj(i -> login("alice", "guess " + i).subscribeAsCompletionStage())
                .toList();

        assertThat(login("alice", "right").await().atMost(SOON).isAnonymous()).isFalse();
        assertThat(verifications()).isLessThan(100);
        assertThat(guesses.stream().filter(PasswordLoginTest::wasRejected).count())
                .isGreaterThan(100);
    }

    @Test
    void whatIsNotRightInTheConfigurationIsNamed() {
        for (String name : List.of(" ", "a:b", "a".repeat(97))) {
            assertThatThrownBy(() -> operators(Map.of(
                            "openvtn.operators.\"%s\".password".formatted(name),
                            HASH,
                            "openvtn.operators.\"%s\".role".formatted(name),
                            "viewer")))
                    .hasMessageContaining("a name has 1 to 96 characters and no colon");
        }
        assertThatThrownBy(() -> operators(Map.of(
                        "openvtn.operators.bob.password", "in the clear", "openvtn.operators.bob.role", "viewer")))
                .hasMessageContaining("openvtn.operators.bob.password is not what bcrypt makes")
                .message()
                .doesNotContain("in the clear");
        assertThatThrownBy(() ->
                        operators(Map.of("openvtn.operators.bob.password", HASH, "openvtn.operators.bob.role", "root")))
                .hasMessageContaining("openvtn.operators.bob.role");
    }

    @Test
    void saysSoWhereNobodyCanLogIn() {
        Map<String, String> alice =
                Map.of("openvtn.operators.alice.password", HASH, "openvtn.operators.alice.role", "admin");

        assertThat(warnings(Map.of(), false, true))
                .contains("nobody can log in")
                .contains("openvtn.operator.oidc.issuer");
        assertThat(warnings(alice, false, false))
                .contains("the passwords of [alice] are not taken", "nobody can log in");
        assertThat(warnings(alice, true, false))
                .contains("the passwords of [alice] are not taken")
                .doesNotContain("nobody");
        assertThat(warnings(Map.of(), true, false)).isEmpty();
        assertThat(warnings(alice, false, true)).isEmpty();
    }

    private static String warnings(Map<String, String> operators, boolean tokensAllowed, boolean passwordsAllowed) {
        try (var lines = new LogLines(Operators.class)) {
            operators(operators).warn(tokensAllowed, passwordsAllowed);
            return lines.all().stream().map(LogLines.Line::text).collect(Collectors.joining("\n"));
        }
    }

    private Uni<SecurityIdentity> login(String name, String password) {
        return login.authenticate(
                new UsernamePasswordAuthenticationRequest(name, new PasswordCredential(password.toCharArray())), null);
    }

    private long verifications() {
        return meters.timer("openvtn.passwords.verifications").count();
    }

    private static boolean wasRejected(CompletableFuture<SecurityIdentity> guess) {
        if (!guess.isDone()) {
            return false;
        }
        try {
            guess.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof RejectedExecutionException;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Operators operators(Map<String, String> settings) {
        return new Operators(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDefaultInterceptors()
                .withMapping(OperatorsConfig.class)
                .build()
                .getConfigMapping(OperatorsConfig.class));
    }
}
