package io.openvtn.vtnapi.presenting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForwardedCertificatesTest {

    private static final Issued ROOT = TestCertificate.ofAuthority("root", 1).selfSigned();
    private static final Issued ONE = TestCertificate.ofVen("ven-1").issuedBy(ROOT);
    private static final Issued OTHER = TestCertificate.ofVen("ven-2").issuedBy(ROOT);

    @ParameterizedTest
    @EnumSource
    void oneTextIsOneCertificateHoweverOftenItComes(HeaderForm form) throws Exception {
        var certificates = new ForwardedCertificates(form);
        var first = certificates.certificate(Forwarding.value(form, ONE));
        var other = certificates.certificate(Forwarding.value(form, OTHER));

        assertThat(certificates.certificate(Forwarding.value(form, ONE))).isSameAs(first);
        assertThat(first.fingerprint().hex()).isEqualTo(ONE.sha256());
        assertThat(other.fingerprint().hex()).isEqualTo(OTHER.sha256());
    }

    @Test
    void aTextThatIsNotReadIsNotReadTheNextTimeEither() throws Exception {
        var certificates = new ForwardedCertificates(HeaderForm.NGINX);
        String good = Forwarding.value(HeaderForm.NGINX, ONE);
        certificates.certificate(good);

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> certificates.certificate(good.replace("%0A", "%0a%0A")))
                    .isInstanceOf(UnreadableHeaderException.class);
            assertThatThrownBy(() -> certificates.certificate(good + "?"))
                    .isInstanceOf(UnreadableHeaderException.class);
            assertThatThrownBy(() -> certificates.certificate(good + "\u0100"))
                    .isInstanceOf(UnreadableHeaderException.class);
        }
    }
}
