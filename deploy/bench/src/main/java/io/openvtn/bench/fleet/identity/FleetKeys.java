package io.openvtn.bench.fleet.identity;

import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The keys of all VENs in one TLS context, which costs far less than a context for each. An engine says which VEN it is for
 * by its peer port, which TLS itself does not use; the same number keeps the VENs' sessions apart in the session cache.
 */
final class FleetKeys extends X509ExtendedKeyManager {

    private final List<Identity> identities;
    private long shown;

    FleetKeys(List<Identity> identities) {
        this.identities = List.copyOf(identities);
    }

    /**
     * How many handshakes have asked for a certificate. A resumed one never does, so this is the number of full ones. To be
     * read on the event loop.
     */
    long shown() {
        return shown;
    }

    SimpleKeyManagerFactory factory() {
        return new SimpleKeyManagerFactory() {
            @Override
            protected void engineInit(KeyStore keyStore, char[] password) {
                // the keys are here already
            }

            @Override
            protected void engineInit(ManagerFactoryParameters parameters) {
                // the keys are here already
            }

            @Override
            protected KeyManager[] engineGetKeyManagers() {
                return new KeyManager[] {FleetKeys.this};
            }
        };
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        shown++;
        return Integer.toString(engine.getPeerPort());
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return identity(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identity(alias).key();
    }

    private Identity identity(String alias) {
        return identities.get(Integer.parseInt(alias));
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException();
    }
}
