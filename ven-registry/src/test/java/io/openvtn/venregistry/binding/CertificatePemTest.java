package io.openvtn.venregistry.binding;

import static io.openvtn.venregistry.TestCertificates.NOT_AFTER;
import static io.openvtn.venregistry.TestCertificates.NOT_BEFORE;
import static io.openvtn.venregistry.TestCertificates.der;
import static io.openvtn.venregistry.TestCertificates.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.bus.contract.Fingerprint;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CertificatePemTest {

    private final CertificatePem pem = new CertificatePem(Clock.systemUTC());

    @Test
    void readsFingerprintAndValidity() {
        byte[] der = der();

        var certificate = pem.read(pem(der));

        assertThat(certificate.fingerprint()).isEqualTo(Fingerprint.of(der));
        assertThat(certificate.validity()).map(Validity::notAfter).contains(NOT_AFTER);
    }

    @Test
    void readsOneLineAndCarriageReturns() {
        byte[] der = der();

        assertThat(pem.read(pem(der).replace("\n", "")).fingerprint()).isEqualTo(Fingerprint.of(der));
        assertThat(pem.read(pem(der).replace("\n", "\r\n")).fingerprint()).isEqualTo(Fingerprint.of(der));
    }

    @Test
    void findsTheOneCertificateInWhatMakersSend() {
        byte[] leaf = der();
        String bag = "Bag Attributes\n    friendlyName: device\nsubject=CN = x\n" + pem(leaf) + "\n";
        String bundle = pem(der(true, NOT_AFTER)) + pem(leaf) + pem(der(true, NOT_AFTER));

        assertThat(pem.read(bag).fingerprint()).isEqualTo(Fingerprint.of(leaf));
        assertThat(pem.read(bundle).fingerprint()).isEqualTo(Fingerprint.of(leaf));
    }

    @Test
    void refusesWhatCouldBeMeantInTwoWays() {
        String one = pem(der());

        refuses(one + pem(der()), "holds 2 certificates of VENs");
        refuses(pem(der(true, NOT_AFTER)) + pem(der(true, NOT_AFTER)), "holds 0 certificates of VENs");
        refuses(one.repeat(6), "more than 5");
        refuses(one + one.substring(0, 60), "no whole PEM");
        refuses("", "no whole PEM");
        refuses(one + one.replace("CERTIFICATE", "PRIVATE KEY"), "holds a private key");
    }

    @Test
    void refusesWhatIsNotOneWholeCertificate() {
        byte[] der = der();

        refuses(pem(Arrays.copyOf(der, der.length + 1)), "holds no X.509");
        refuses(pem(Arrays.copyOf(der, der.length - 1)), "holds no X.509");
        refuses(pem(new byte[] {0x30, 0x00}), "holds no X.509");
        refuses(pem(new byte[] {5, 0}), "holds no X.509");
        refuses("-----BEGIN CERTIFICATE-----\n=AAA\n-----END CERTIFICATE-----", "not base64");
        refuses(pem(new byte[60_000]), "longer than");
    }

    @Test
    void refusesAnAuthorityAndAnExpiredCertificate() {
        refuses(pem(der(true, NOT_AFTER)), "an authority's");
        refuses(pem(der(false, NOT_BEFORE.minusSeconds(1))), "expired at");
    }

    private void refuses(String text, String reason) {
        assertThatThrownBy(() -> pem.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
