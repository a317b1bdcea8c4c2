package io.openvtn.venregistry.login;

import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.testkit.operator.Keycloak;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** Has the service take tokens of a provider of its own. */
public final class KeycloakResource implements QuarkusTestResourceLifecycleManager {

    @SuppressWarnings("NullAway.Init")
    private Keycloak keycloak;

    @Override
    public Map<String, String> start() {
        try {
            keycloak = Keycloak.start(Path.of(System.getProperty("openvtn.keycloak")), EmbeddedKafka.freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("openvtn.operator.oidc.issuer", keycloak.issuer("utility"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(keycloak, new TestInjector.MatchesType(Keycloak.class));
    }

    @Override
    public void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
    }
}
