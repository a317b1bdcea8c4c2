package io.openvtn.bus.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.Provider;
import java.security.Security;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Puts a native library's signatures, keys and digests before the JDK's, which takes many times as long for one on P-256. Where
 * the library does not load, or is not wanted, the JDK does everything, and the log and the gauge {@code openvtn.crypto.native}
 * say so. What the library does not know is left to the JDK in any case.
 */
@ApplicationScoped
public class NativeCrypto {

    static final String NAME = "openvtn.crypto.native";

    private static final Logger LOG = Logger.getLogger(NativeCrypto.class);

    private final boolean wanted;
    private final MeterRegistry meters;
    private final Supplier<Provider> library;

    @Inject
    NativeCrypto(@ConfigProperty(name = NAME, defaultValue = "true") boolean wanted, MeterRegistry meters) {
        this(wanted, meters, NativeCrypto::corretto);
    }

    /** @param library the provider, or a LinkageError or an unchecked exception if it is of no use here */
    NativeCrypto(boolean wanted, MeterRegistry meters, Supplier<Provider> library) {
        this.wanted = wanted;
        this.meters = meters;
        this.library = library;
    }

    /** Before anything in the service signs or verifies. */
    void install(@Observes @Priority(1) StartupEvent event) {
        meters.gauge(NAME, wanted && installed() ? 1 : 0);
        if (!wanted) {
            LOG.infof("signatures by the JDK, as %s is false", NAME);
        }
    }

    private boolean installed() {
        try {
            Provider provider = library.get();
            Security.insertProviderAt(provider, 1);
            LOG.infof("signatures by %s", provider.getInfo());
            return true;
        } catch (LinkageError | RuntimeException e) {
            LOG.warnf(
                    "signatures by the JDK, which takes many times the work for one: the native library does not load: %s",
                    e.getMessage());
            return false;
        }
    }

    private static Provider corretto() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        provider.assertHealthy();
        return provider;
    }
}
