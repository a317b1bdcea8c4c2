package io.openvtn.vtnapi.presenting;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openvtn.vtnapi.certificate.Refusals;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With these settings anybody could be any VEN, so there is no start. */
class UnsafeProxySettingsTest {

    private static final String PROXIES = "openvtn.proxy.trusted-proxies";

    @Test
    void trustedProxiesHaveToBeNamed() {
        refuses(Map.of(), "name the addresses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0", "10.0.0.0/8,0.0.0.0/1", "proxy.example"})
    void everybodyIsNoProxy(String proxies) {
        refuses(Map.of(PROXIES, proxies), PROXIES);
    }

    @Test
    void aSharedSecretIsLong() {
        refuses(Map.of(PROXIES, "10.0.0.1", "openvtn.proxy.hop", "shared-secret"), "openssl rand");
        refuses(
                Map.of(PROXIES, "10.0.0.1", "openvtn.proxy.hop", "shared-secret", "openvtn.proxy.secret", "short"),
                "32 characters");
    }

    @Test
    void oneProxyAndItsSecretAreEnough() {
        var header = header(Map.of(
                PROXIES, "10.0.0.1", "openvtn.proxy.hop", "shared-secret", "openvtn.proxy.secret", "s".repeat(32)));

        assertThatCode(header::check).doesNotThrowAnyException();
    }

    private static void refuses(Map<String, String> settings, String why) {
        assertThatThrownBy(() -> header(settings).check())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }

    private static ForwardedHeader header(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(ProxyConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ProxyConfig.class);
        return new ForwardedHeader(config, new Refusals(new SimpleMeterRegistry(), Clock.systemUTC()));
    }
}
