package io.openvtn.bus.token;

import io.openvtn.bus.operator.OperatorName;
import io.openvtn.bus.operator.Role;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes an operator of whoever a token is about: with a name that history and audit can keep, and with our roles in the place of the
 * provider's names. A token that gives no role logs in and may do nothing. Thread safe.
 */
@ApplicationScoped
class TokenRoles implements SecurityIdentityAugmentor {

    private final OidcConfig config;

    TokenRoles(OidcConfig config) {
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getCredential(AccessTokenCredential.class) == null
                ? Uni.createFrom().item(identity)
                : operator(identity);
    }

    private Uni<SecurityIdentity> operator(SecurityIdentity identity) {
        String name = Optional.ofNullable(identity.getPrincipal())
                .map(Principal::getName)
                .orElse("");
        if (!OperatorName.isProper(name)) {
            return Uni.createFrom()
                    .failure(
                            new AuthenticationFailedException("the token's claim %s holds no name of 1 to %d characters"
                                    .formatted(config.nameClaim(), OperatorName.LONGEST)));
        }
        var operator = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes());
        Arrays.stream(Role.values())
                .filter(role -> identity.getRoles().stream().anyMatch(given -> config.gives(given, role)))
                .forEach(role -> operator.addRoles(role.withIncluded()));
        return Uni.createFrom().item(operator.build());
    }
}
