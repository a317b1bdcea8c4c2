package io.openvtn.venregistry.ven;

import static io.openvtn.bus.contract.VenStatus.ACTIVE;
import static io.openvtn.bus.contract.VenStatus.PENDING;
import static io.openvtn.bus.contract.VenStatus.RETIRED;
import static io.openvtn.bus.contract.VenStatus.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LifecycleTest {

    @Test
    void aCertificateActivatesOnlyAPendingVen() {
        assertThat(Lifecycle.certified(PENDING)).isEqualTo(ACTIVE);
        assertThat(Lifecycle.certified(SUSPENDED)).isEqualTo(SUSPENDED);
        assertThat(Lifecycle.certified(RETIRED)).isEqualTo(RETIRED);
    }

    @Test
    void onlyTheLastCertificateTakenMakesAnActiveVenPending() {
        assertThat(Lifecycle.uncertified(ACTIVE, 1)).isEqualTo(ACTIVE);
        assertThat(Lifecycle.uncertified(ACTIVE, 0)).isEqualTo(PENDING);
        assertThat(Lifecycle.uncertified(SUSPENDED, 0)).isEqualTo(SUSPENDED);
    }

    @Test
    void refusesToActivateWithoutACertificateAndToReviveARetiredVen() {
        assertThat(Lifecycle.refusal(SUSPENDED, ACTIVE, 0)).isPresent();
        assertThat(Lifecycle.refusal(SUSPENDED, ACTIVE, 1)).isEmpty();
        assertThat(Lifecycle.refusal(RETIRED, ACTIVE, 1)).isPresent();
        assertThat(Lifecycle.refusal(PENDING, SUSPENDED, 0)).isEmpty();
    }
}
