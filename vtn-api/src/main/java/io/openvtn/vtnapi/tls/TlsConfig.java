package io.openvtn.vtnapi.tls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;

/** TLS on the VENs' port, beside the files in {@code quarkus.tls.ven.key-store}. */
@ConfigMapping(prefix = "openvtn.tls")
public interface TlsConfig {

    /** How often the server's certificates are read again. */
    @WithDefault("30s")
    @DurationMin(millis = 100)
    Duration reloadPeriod();

    /** How long a handshake may take: long enough for the last one of a fleet that comes back at once. */
    @WithDefault("30s")
    @DurationMin(millis = 100)
    Duration handshake();

    /** How many handshakes may wait to be computed; with more, further connections wait before they are accepted. */
    @WithDefault("32")
    @Min(2)
    int handshakesAtOnce();

    /** How many connections wait to be accepted; the system of a VEN that finds no place tries again by itself. */
    @WithDefault("256")
    @Min(1)
    int acceptQueue();

    /** Cipher suites of TLS 1.2 beside the good ones, for VENs that have nothing better. */
    Optional<List<String>> legacySuites();

    /** cert-authority as the source of the server's certificates, in place of files. */
    Enrolment enrolment();

    /** A port of its own for VENs that have no suite which the VENs' port offers. */
    LegacyPort legacyPort();

    /** Served by the JDK's TLS, as BoringSSL has dropped what these VENs need. */
    interface LegacyPort {

        @WithDefault("false")
        boolean enabled();

        @WithDefault("8643")
        int port();

        /** By Java's names, all of TLS 1.2. */
        @WithDefault("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,TLS_RSA_WITH_AES_128_CBC_SHA256")
        List<String> suites();
    }

    /** Over EST (RFC 7030). */
    interface Enrolment {

        /** Such as {@code https://cert-authority:8085/.well-known/est}; with files, none. */
        Optional<URI> url();

        /** The VTN's there. Comes from a secret, has no default. */
        Optional<String> password();

        /** One certificate is fetched for each: old VENs verify RSA alone. */
        @WithDefault("EC")
        Set<KeyAlgorithm> keys();
    }

    /** Of a key that is made here. */
    enum KeyAlgorithm {
        EC(256),
        RSA(2048);

        private final int bits;

        KeyAlgorithm(int bits) {
            this.bits = bits;
        }

        public int bits() {
            return bits;
        }
    }
}
