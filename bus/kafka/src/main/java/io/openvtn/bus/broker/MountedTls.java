package io.openvtn.bus.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jboss.logging.Logger;

/**
 * TLS to Kafka with files that are read again for each connection: an authority, or a client certificate, that was rotated counts
 * without a restart. Named in {@code ssl.engine.factory.class}. All files are PEM: {@code ssl.truststore.location}, and for a client
 * that shows a certificate {@code openvtn.ssl.certificate} with its chain and {@code openvtn.ssl.key}, in PKCS#8 without a password.
 * What cannot be used changes nothing. Thread safe.
 */
public final class MountedTls implements SslEngineFactory {

    private static final Logger LOG = Logger.getLogger(MountedTls.class);
    private static final String CERTIFICATE = "openvtn.ssl.certificate";
    private static final String KEY = "openvtn.ssl.key";
    private static final String PEM = "PEM";
    private static final int LARGEST = 1_048_576;

    private final Map<String, Object> settings = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private Content content;

    @SuppressWarnings("NullAway.Init")
    private SslEngineFactory current;

    /** What the last look at the files has found wrong; said once. */
    private String complaint = "";

    /** Of the files, as text; each empty where there is no such file. */
    private record Content(Optional<Password> authorities, Optional<Password> certificate, Optional<Password> key) {}

    @Override
    public synchronized void configure(Map<String, ?> configs) {
        settings.putAll(configs);
        try {
            content = read();
        } catch (IOException e) {
            throw new KafkaException(e.getMessage(), e);
        }
        current = make(content);
    }

    @Override
    public SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
        return latest().createClientSslEngine(peerHost, peerPort, endpointIdentification);
    }

    private synchronized SslEngineFactory latest() {
        try {
            Content now = read();
            if (!now.equals(content)) {
                current = make(now);
                content = now;
                LOG.info("the files of TLS to Kafka have changed, and count from this connection on");
            }
            complaint = "";
        } catch (IOException | KafkaException e) {
            String words = String.valueOf(e.getMessage());
            if (!words.equals(complaint)) {
                LOG.errorf("the files of TLS to Kafka are not used as they are now, those from before stay: %s", words);
            }
            complaint = words;
        }
        return current;
    }

    private Content read() throws IOException {
        return new Content(read(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG), read(CERTIFICATE), read(KEY));
    }

    private Optional<Password> read(String setting) throws IOException {
        Object named = settings.get(setting);
        if (named == null) {
            return Optional.empty();
        }
        Path file = Path.of(named.toString());
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("it is longer than %d bytes".formatted(LARGEST));
            }
            return Optional.of(new Password(Files.readString(file)));
        } catch (IOException e) {
            throw new IOException("%s of %s cannot be read: %s".formatted(file, setting, e), e);
        }
    }

    private SslEngineFactory make(Content from) {
        Map<String, Object> resolved = new HashMap<>(settings);
        from.authorities().ifPresent(text -> {
            resolved.remove(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
            resolved.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
            resolved.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, text);
        });
        from.certificate().ifPresent(text -> {
            resolved.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
            resolved.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, text);
        });
        from.key().ifPresent(text -> resolved.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, text));
        var made = new DefaultSslEngineFactory();
        made.configure(resolved);
        return made;
    }

    @Override
    public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
        throw new UnsupportedOperationException("for clients");
    }

    /** No: a client's settings never change, its files do. */
    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public synchronized KeyStore keystore() {
        return current.keystore();
    }

    @Override
    public synchronized KeyStore truststore() {
        return current.truststore();
    }

    @Override
    public synchronized void close() throws IOException {
        current.close();
    }
}
