package io.openvtn.vtnapi.tls;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint's server certificates, an EC one and an RSA one, exchanged while the endpoint runs: the next handshake shows
 * the new ones, and none fails in between. Under BoringSSL the library chooses between the two by what the client offers;
 * Netty alone would show one of them to all. Thread safe.
 */
final class ServerKeys extends X509ExtendedKeyManager {

    private static final List<String> KEY_TYPES = List.of("EC", "RSA");

    private volatile Generation current = new Generation(0, Map.of(), List.of());
    /** Freed one exchange later: a handshake may still be taking them. */
    private List<NativeCredential> retired = List.of();

    private record Entry(List<X509Certificate> chain, PrivateKey key) {}

    /** @param number part of the aliases, by which Netty remembers what it has made of a key */
    private record Generation(long number, Map<String, Entry> entries, List<NativeCredential> credentials) {

        Optional<Entry> entry(String alias) {
            return Optional.ofNullable(entries.get(alias));
        }
    }

    /**
     * Takes the keys from there on, if they are others.
     *
     * @param boringSsl whether BoringSSL will do the handshakes
     * @return whether anything has changed
     * @throws SSLException if BoringSSL cannot use them; those from before stay
     */
    synchronized boolean exchange(X509KeyManager source, boolean boringSsl) throws SSLException {
        long number = current.number() + 1;
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String type : KEY_TYPES) {
            for (String alias : aliases(source, type)) {
                entries.putIfAbsent(
                        type + "-" + number,
                        new Entry(List.of(source.getCertificateChain(alias)), source.getPrivateKey(alias)));
            }
        }
        if (List.copyOf(entries.values()).equals(List.copyOf(current.entries().values()))) {
            return false;
        }
        List<NativeCredential> credentials = new java.util.ArrayList<>();
        if (boringSsl) {
            for (Entry entry : entries.values()) {
                credentials.add(NativeCredential.of(entry.chain(), entry.key()));
            }
        }
        retired.forEach(NativeCredential::free);
        retired = current.credentials();
        current = new Generation(number, entries, credentials);
        return true;
    }

    boolean areThere() {
        return !current.entries().isEmpty();
    }

    private static List<String> aliases(X509KeyManager source, String type) {
        String[] aliases = source.getServerAliases(type, null);
        return aliases == null ? List.of() : Arrays.asList(aliases);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Generation now = current;
        if (engine instanceof ReferenceCountedOpenSslEngine boringSsl) {
            offer(now.credentials(), boringSsl.sslPointer());
            // One has to be named, or Netty gives up; BoringSSL looks at it last.
            return now.entries().keySet().stream().findFirst().orElse(null);
        }
        return now.entries().keySet().stream()
                .filter(alias -> alias.startsWith(keyType + "-"))
                .findFirst()
                .orElse(null);
    }

    private static void offer(List<NativeCredential> credentials, long connection) {
        for (NativeCredential credential : credentials) {
            try {
                SSL.addCredential(connection, credential.pointer());
            } catch (Exception e) {
                // tcnative declares Exception; whatever it is, the certificate that is named below is still there
                throw new IllegalStateException("BoringSSL does not take a server certificate", e);
            }
        }
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return current.entry(alias)
                .map(entry -> entry.chain().toArray(new X509Certificate[0]))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return current.entry(alias).map(Entry::key).orElse(null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return current.entries().keySet().stream()
                .filter(alias -> alias.startsWith(keyType + "-"))
                .toArray(String[]::new);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException("the endpoint has engines, no sockets");
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException("the endpoint is no client");
    }
}
