package io.openvtn.bus.login;

import io.openvtn.bus.login.OperatorsConfig.OperatorConfig;
import io.openvtn.bus.operator.OperatorName;
import io.openvtn.bus.token.OidcConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Who may log in, as {@code openvtn.operators} names them. Thread safe. */
@ApplicationScoped
class Operators {

    private static final Logger LOG = Logger.getLogger(Operators.class);
    /** Whether passwords are taken at all. */
    static final String BASIC = "openvtn.operator.basic";

    private static final String PREFIX = "openvtn.operators";

    /** Of a password that was made up and thrown away. */
    private static final PasswordHash NOBODYS =
            new PasswordHash("$2a$10$ig767lrkLlC.hLdUCQWVuO77l61XOmyzeu.eWdRfEkN6NaaO0WAMy");

    private final Map<String, Operator> byName = new TreeMap<>();

    /** @throws IllegalArgumentException if a name, a hash or a role is none, with the property's name */
    Operators(OperatorsConfig config) {
        config.byName().forEach((name, operator) -> byName.put(name, operator(name, operator)));
    }

    /** One of them: how the password is verified, and who has logged in then. */
    record Operator(PasswordHash password, SecurityIdentity identity) {}

    void check(
            @Observes StartupEvent event,
            OidcConfig oidc,
            @ConfigProperty(name = BASIC, defaultValue = "false") boolean passwordsAllowed) {
        warn(oidc.issuer().isPresent(), passwordsAllowed);
    }

    void warn(boolean tokensAllowed, boolean passwordsAllowed) {
        if (!passwordsAllowed && !byName.isEmpty()) {
            LOG.warnf(
                    "the passwords of %s are not taken, as %s is not true: operators show tokens",
                    byName.keySet(), BASIC);
        }
        if (!tokensAllowed && (byName.isEmpty() || !passwordsAllowed)) {
            LOG.warnf(
                    "nobody can log in: openvtn.operator.oidc.issuer has to name a provider of tokens, or %1$s.NAME.password and"
                            + " %1$s.NAME.role an operator, beside %2$s=true",
                    PREFIX, BASIC);
        }
    }

    Optional<Operator> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** To verify the password of a name that nobody has with: as costly as the costliest, so that the time does not tell names. */
    PasswordHash decoy() {
        return byName.values().stream()
                .map(Operator::password)
                .max(Comparator.comparingInt(PasswordHash::cost))
                .orElse(NOBODYS);
    }

    private static Operator operator(String name, OperatorConfig config) {
        if (!OperatorName.isProper(name) || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("%s names an operator '%s': a name has 1 to %d characters and no colon"
                    .formatted(PREFIX, name, OperatorName.LONGEST));
        }
        try {
            return new Operator(
                    new PasswordHash(config.password()),
                    QuarkusSecurityIdentity.builder()
                            .setPrincipal(new QuarkusPrincipal(name))
                            .addRole(config.role().word())
                            .build());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s.%s.password %s".formatted(PREFIX, name, e.getMessage()), e);
        }
    }
}
