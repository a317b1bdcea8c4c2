package io.openvtn.vtnapi.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.testkit.ven.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EstClientTest {

    private final KeyPair keys = TestCertificate.ecKeys("secp256r1");

    @Test
    void getsACertificateForItsKeyAndTheCasBelowTheRoot() throws Exception {
        try (var est = new EstDouble()) {
            for (KeyPair own : List.of(keys, TestCertificate.rsaKeys(2048))) {
                var chain = client(est).enrol(own);

                assertThat(chain).hasSize(2);
                assertThat(chain.get(0).getPublicKey()).isEqualTo(own.getPublic());
                assertThat(chain.get(1)).isEqualTo(est.issuing().certificate());
            }
        }
    }

    @Test
    void givesItsPasswordToNobodyWhoseCertificateDoesNotLeadToARootOfTheBus() throws Exception {
        var other = TestCertificate.ofAuthority("root of cert-authority", 1).selfSigned();
        try (var est = new EstDouble()) {
            var client = new EstClient(est.url(), EstDouble.PASSWORD, List.of(other.certificate()));

            assertThatThrownBy(() -> client.enrol(keys))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("PKIX");
        }
    }

    @Test
    void norToACertificateOfAnotherName() throws Exception {
        try (var est = new EstDouble("elsewhere.example")) {
            assertThatThrownBy(() -> client(est).enrol(keys))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("localhost");
        }
    }

    @Test
    void saysWhatTheServerSays() throws Exception {
        try (var est = new EstDouble()) {
            var stranger =
                    new EstClient(est.url(), "another", List.of(est.root().certificate()));
            assertThatThrownBy(() -> stranger.enrol(keys)).hasMessage("HTTP 401, enrol with a valid token");

            est.refuse(Optional.of(503));
            assertThatThrownBy(() -> client(est).enrol(keys)).hasMessage("HTTP 503, not now");
        }
    }

    @Test
    void takesNoCertificateForAnotherKey() throws Exception {
        try (var est = new EstDouble()) {
            est.issueForOtherKeys();

            assertThatThrownBy(() -> client(est).enrol(keys)).hasMessageContaining("another key");
        }
    }

    @Test
    void settingsThatCannotWorkAreNamed() {
        assertThatThrownBy(() -> OwnCertificate.check(URI.create("http://ca:8085/.well-known/est"), Optional.of("x")))
                .hasMessageContaining("openvtn.tls.enrolment.url has to begin with https://");
        assertThatThrownBy(() -> OwnCertificate.check(URI.create("https://ca:8085/.well-known/est"), Optional.empty()))
                .hasMessageContaining("openvtn.tls.enrolment.password is missing")
                .hasMessageContaining("openvtn.ca.enrolment.vtn.password");
    }

    private static EstClient client(EstDouble est) throws Exception {
        return new EstClient(est.url(), EstDouble.PASSWORD, List.of(est.root().certificate()));
    }
}
