package io.openvtn.bus.login;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Refuses to start where passwords would go over a network as anybody can read them. */
@ApplicationScoped
class PlainHttp {

    private static final String BEHIND_TLS = "openvtn.operator.behind-tls";

    private final Config config;

    PlainHttp(Config config) {
        this.config = config;
    }

    void check(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            complaint().ifPresent(words -> {
                throw new IllegalStateException(words);
            });
        }
    }

    /** Why this must not be; empty if it may. */
    Optional<String> complaint() {
        String host = config.getValue("quarkus.http.host", String.class);
        boolean plain = config.getOptionalValue("quarkus.http.insecure-requests", String.class)
                .map("enabled"::equalsIgnoreCase)
                .orElse(true);
        boolean open = plain
                && !isLoopback(host)
                && !config.getOptionalValue(BEHIND_TLS, Boolean.class).orElse(false);
        return open
                ? Optional.of(
                        "quarkus.http.host=%s would serve operators' logins without TLS to whoever is in between. "
                                        .formatted(host)
                                + (hasKeys()
                                        ? "Set quarkus.http.insecure-requests=disabled, as TLS is configured, or "
                                        : "Configure TLS (quarkus.tls.key-store.…) and set quarkus.http.insecure-requests=disabled, or ")
                                + BEHIND_TLS + "=true if a proxy with TLS stands in front")
                : Optional.empty();
    }

    private boolean hasKeys() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .anyMatch(name -> name.startsWith("quarkus.tls.") && name.contains("key-store")
                        || name.startsWith("quarkus.http.ssl.certificate."));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
