package io.openvtn.certauthority.order;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.certauthority.order.CertificateSigningRequest.RefusedException;
import org.junit.jupiter.api.Test;

class CertificateSigningRequestTest {

    @Test
    void anExtensionRequestThatIsNoneIsRefused() throws Exception {
        for (var odd : OddRequests.withOddExtensions().entrySet()) {
            assertThatThrownBy(() -> CertificateSigningRequest.key(odd.getValue()))
                    .as(odd.getKey())
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void aHugeRsaExponentIsRefusedBeforeItIsUsed() throws Exception {
        String request = OddRequests.withAHugeExponent();

        assertThatThrownBy(() -> CertificateSigningRequest.key(request))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("exponent");
    }
}
