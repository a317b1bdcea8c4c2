package io.openvtn.certauthority.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Keys in a PKCS#11 device, which makes them and never lets them out; the database holds their names. Uses the JDK's
 * SunPKCS11 provider. Thread safe.
 */
final class DeviceKeys implements KeyHolder {

    static final String KIND = "pkcs11";

    private final Provider provider;
    private final KeyStore device;

    /**
     * Logs in to the device.
     *
     * @param configuration a SunPKCS11 configuration file: {@code name}, {@code library} and {@code slot}
     * @throws IllegalStateException if the device does not open
     */
    DeviceKeys(String configuration, String pin) {
        try {
            this.provider = Security.getProvider("SunPKCS11").configure(configuration);
            this.device = KeyStore.getInstance("PKCS11", provider);
            device.load(null, pin.toCharArray());
        } catch (GeneralSecurityException | IOException | InvalidParameterException e) {
            throw new IllegalStateException(
                    "the PKCS#11 device does not open; check OPENVTN_CA_PKCS11_CONFIGURATION and OPENVTN_CA_PKCS11_PIN: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public KeyPair makeRootKeys(KeyAlgorithm algorithm) {
        return algorithm.makeRootKeys(Optional.of(provider));
    }

    @Override
    public KeyPair makeIssuingKeys(KeyAlgorithm algorithm) {
        return algorithm.makeIssuingKeys(Optional.of(provider));
    }

    @Override
    public SigningKey signing(KeyAlgorithm algorithm, KeyPair keys) {
        return SigningKey.inDevice(algorithm, keys.getPrivate(), provider);
    }

    @Override
    public byte[] keep(String authority, KeyPair keys, X509Certificate certificate) {
        // The certificate makes the name unique: a device may serve more than one deployment.
        String alias = authority + "-" + Certificates.sha256(certificate).substring(0, 16);
        try {
            device.setKeyEntry(alias, keys.getPrivate(), null, new Certificate[] {certificate});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the PKCS#11 device does not keep the key of " + authority, e);
        }
        return alias.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Opened open(String authority, KeyAlgorithm algorithm, byte[] kept) {
        String alias = new String(kept, StandardCharsets.UTF_8);
        try {
            if (device.getKey(alias, null) instanceof PrivateKey key) {
                return new Opened(SigningKey.inDevice(algorithm, key, provider), kept);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the PKCS#11 device does not open the key of " + authority, e);
        }
        throw new IllegalStateException(
                "the PKCS#11 device has no key %s, the one of %s; is it another device?".formatted(alias, authority));
    }
}
