package io.openvtn.vtnapi.tls;

import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;

/** What Netty wants to have the keys from. */
final class ServerKeysFactory extends KeyManagerFactory {

    private static final Provider PROVIDER = Security.getProviders()[0];

    ServerKeysFactory(ServerKeys keys) {
        super(new Ready(keys), PROVIDER, "PKIX");
    }

    private static final class Ready extends KeyManagerFactorySpi {

        private final ServerKeys keys;

        private Ready(ServerKeys keys) {
            this.keys = keys;
        }

        @Override
        protected void engineInit(KeyStore store, char[] password) {
            // The keys are there already.
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            // The keys are there already.
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {keys};
        }
    }
}
