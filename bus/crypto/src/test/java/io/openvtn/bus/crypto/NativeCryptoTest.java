package io.openvtn.bus.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openvtn.testkit.tool.LogLines;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeCryptoTest {

    private static final String LIBRARY = AmazonCorrettoCryptoProvider.PROVIDER_NAME;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void remove() {
        Security.removeProvider(LIBRARY);
    }

    @Test
    void signsByTheLibraryWhatTheJdkVerifies() throws GeneralSecurityException {
        new NativeCrypto(true, meters).install(null);

        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.getPrivate());
        signer.update(new byte[] {1, 2, 3});
        var verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
        verifier.initVerify(keys.getPublic());
        verifier.update(new byte[] {1, 2, 3});

        assertThat(signer.getProvider().getName()).isEqualTo(LIBRARY);
        assertThat(verifier.verify(signer.sign())).isTrue();
        assertThat(gauge()).isEqualTo(1);
    }

    @Test
    void leavesItToTheJdkWhereTheLibraryDoesNotLoad() throws GeneralSecurityException {
        try (var lines = new LogLines(NativeCrypto.class)) {
            start(true, () -> {
                throw new UnsatisfiedLinkError("no library for this processor");
            });

            assertThat(lines.contain("signatures by the JDK")).isTrue();
            assertThat(lines.contain("no library for this processor")).isTrue();
        }
        assertThat(signer()).isEqualTo("SunEC");
        assertThat(gauge()).isZero();
    }

    @Test
    void leavesItToTheJdkWhereTheLibraryFailsItsOwnTest() throws GeneralSecurityException {
        start(true, () -> {
            throw new IllegalStateException("self test failed");
        });

        assertThat(signer()).isEqualTo("SunEC");
        assertThat(gauge()).isZero();
    }

    @Test
    void leavesItToTheJdkIfToldSo() throws GeneralSecurityException {
        start(false, () -> AmazonCorrettoCryptoProvider.INSTANCE);

        assertThat(signer()).isEqualTo("SunEC");
        assertThat(gauge()).isZero();
    }

    private void start(boolean wanted, Supplier<Provider> library) {
        new NativeCrypto(wanted, meters, library).install(null);
    }

    private static String signer() throws GeneralSecurityException {
        return Signature.getInstance("SHA256withECDSA").getProvider().getName();
    }

    private double gauge() {
        return meters.get(NativeCrypto.NAME).gauge().value();
    }
}
