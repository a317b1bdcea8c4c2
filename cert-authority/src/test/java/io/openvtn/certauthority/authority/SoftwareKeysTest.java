package io.openvtn.certauthority.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.security.KeyPairGenerator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyVaultTest {

    @Test
    void opensWhatItLockedWithThatPassphraseAlone() throws Exception {
        var key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        byte[] locked = vault("correct horse battery").encrypt(key);

        assertThat(vault("correct horse battery").decrypt("ec-root", locked).getEncoded())
                .isEqualTo(key.getEncoded());
        assertThatThrownBy(() -> vault("wrong horse battery").decrypt("ec-root", locked))
                .hasMessageContaining("OPENVTN_CA_PASSPHRASE does not open the key of ec-root");
    }

    @Test
    void startsWithoutOrWithAShortPassphraseNever() {
        assertThatThrownBy(() -> new KeyVault(config(Optional.empty()))).hasMessageContaining("OPENVTN_CA_PASSPHRASE");
        assertThatThrownBy(() -> vault("elevenchars")).hasMessageContaining("12 characters");
    }

    private static KeyVault vault(String passphrase) {
        return new KeyVault(config(Optional.of(passphrase)));
    }

    private static CaConfig config(Optional<String> passphrase) {
        return (CaConfig) Proxy.newProxyInstance(
                CaConfig.class.getClassLoader(),
                new Class<?>[] {CaConfig.class},
                (proxy, method, arguments) -> passphrase);
    }
}
