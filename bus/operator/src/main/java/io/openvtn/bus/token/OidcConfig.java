package io.openvtn.bus.token;

import io.openvtn.bus.operator.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The provider of OpenID Connect whose tokens operators show: Keycloak, Entra ID, Okta or another. */
@ConfigMapping(prefix = "openvtn.operator.oidc")
public interface OidcConfig {

    /** Its URL, under which {@code .well-known/openid-configuration} is found; without it no token is taken. */
    Optional<URI> issuer();

    /** Whom a token has to be for: its {@code aud} has to name it. */
    @WithDefault("openvtn")
    String audience();

    /** The claim with the names that give roles; slashes lead into nested claims. */
    @WithDefault("roles")
    String rolesClaim();

    /** The claim with the person's name, as history and audit keep it. */
    @WithDefault("preferred_username")
    String nameClaim();

    /** By role, the names in the claim that give it; a role that is not listed is given by its own name. */
    Map<Role, Set<String>> roles();

    /** Whether a name in the claim gives the role. */
    default boolean gives(String name, Role role) {
        return roles().getOrDefault(role, Set.of(role.word())).contains(name);
    }
}
