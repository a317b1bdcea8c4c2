package io.openvtn.bus.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRolesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final TokenRoles byOwnNames = new TokenRoles(config(Map.of()));
    private final TokenRoles mapped = new TokenRoles(config(Map.of(
            "openvtn.operator.oidc.roles.operator", "dr-operators,shift-leads",
            "openvtn.operator.oidc.roles.admin", "dr-admins")));

    @Test
    void aRoleIncludesTheOnesBeforeIt() {
        assertThat(roles(byOwnNames, "admin")).containsExactlyInAnyOrder("viewer", "operator", "admin");
        assertThat(roles(byOwnNames, "operator", "offline_access")).containsExactlyInAnyOrder("viewer", "operator");
        assertThat(roles(byOwnNames, "uma_authorization")).isEmpty();
    }

    @Test
    void aProvidersNamesGiveTheRolesThatTheyAreNamedFor() {
        assertThat(roles(mapped, "shift-leads")).containsExactlyInAnyOrder("viewer", "operator");
        assertThat(roles(mapped, "viewer", "dr-admins")).containsExactlyInAnyOrder("viewer", "operator", "admin");
    }

    @Test
    void whatIsGivenByOtherNamesIsNotGivenByItsOwn() {
        assertThat(roles(mapped, "admin", "operator")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "an\nother line", "x\u0000"})
    void aNameThatNoRecordCouldKeepIsNobodys(String name) {
        assertThatThrownBy(() -> augmented(byOwnNames, name, "admin"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("preferred_username");
        assertThatThrownBy(() -> augmented(byOwnNames, "x".repeat(97), "admin"))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void whoLoggedInOtherwiseStaysAsHeIs() {
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("alice"))
                .addRole("operator")
                .build();

        assertThat(mapped.augment(identity, TokenRolesTest::blocking).await().atMost(SOON))
                .isSameAs(identity);
    }

    private static Set<String> roles(TokenRoles roles, String... given) {
        return augmented(roles, "anna", given).getRoles();
    }

    private static SecurityIdentity augmented(TokenRoles roles, String name, String... given) {
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(Set.of(given))
                .addCredential(new AccessTokenCredential("header.payload.signature"))
                .build();
        return roles.augment(identity, TokenRolesTest::blocking).await().atMost(SOON);
    }

    private static Uni<SecurityIdentity> blocking(Supplier<SecurityIdentity> work) {
        return Uni.createFrom().item(work);
    }

    private static OidcConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(OidcConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(OidcConfig.class);
    }
}
