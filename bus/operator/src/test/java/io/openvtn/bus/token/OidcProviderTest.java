package io.openvtn.bus.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcProviderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sso.utility.example/realms/grid",
                "https://login.microsoftonline.com/0f3c/v2.0",
                "http://localhost:8080/realms/grid",
                "http://127.0.0.1:8080/realms/grid"
            })
    void aProviderIsReachedByTlsOrOnThisMachine(String issuer) {
        assertThat(OidcProvider.complaint(URI.create(issuer))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://192.0.2.7/realms/grid", "http://nowhere.invalid/realms/grid", "ftp://localhost/", "sso"})
    void whoeverIsInBetweenCouldBeAnyOperator(String issuer) {
        assertThat(OidcProvider.complaint(URI.create(issuer)))
                .hasValueSatisfying(words -> assertThat(words).contains(issuer, "https"));
    }
}
