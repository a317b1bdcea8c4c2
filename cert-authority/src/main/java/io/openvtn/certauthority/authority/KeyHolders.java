package io.openvtn.certauthority.authority;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Which holder of keys this deployment has. */
class KeyHolders {

    @Produces
    @Singleton
    KeyHolder keyHolder(CaConfig config) {
        var pkcs11 = config.pkcs11();
        if (pkcs11.configuration().isPresent()) {
            String pin = pkcs11.pin()
                    .orElseThrow(() ->
                            new IllegalStateException("the PKCS#11 device needs a PIN: set OPENVTN_CA_PKCS11_PIN"));
            return new DeviceKeys(pkcs11.configuration().get(), pin);
        }
        return new SoftwareKeys(config.passphrase(), config.previousPassphrase());
    }
}
