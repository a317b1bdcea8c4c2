package io.openvtn.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A consumer outside of OpenVTN, with the mapper of this module's README. */
class ConsumerTest {

    private final ObjectMapper mapper = new ObjectMapper()
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void readsACertificateAndPassesOverWhatItDoesNotKnow() throws Exception {
        var certificate = mapper.readValue("""
                {"sha256":"%s","serial":"0a1b","issuer":"ec-ven-issuing","subject":"CN=depot-7","profile":"ven","venName":"depot-7",
                 "notBefore":"2026-11-26T12:00:00Z","notAfter":"2027-11-26T12:00:00Z","status":"onHold",
                 "revocationReason":"certificateHold","revision":3,"addedLater":{"a":1}}
                """.formatted("ab".repeat(32)), CertificateRecord.class);

        assertThat(certificate.key()).isEqualTo("ab".repeat(32));
        assertThat(certificate.profile()).isEqualTo(CertificateProfile.VEN);
        assertThat(certificate.status()).isEqualTo(CertificateStatus.ON_HOLD);
        assertThat(certificate.notAfter()).isEqualTo(Instant.parse("2027-11-26T12:00:00Z"));
        assertThat(certificate.revokedAt()).isEmpty();
        assertThat(certificate.venName()).isEqualTo(Optional.of("depot-7"));
        assertThat(certificate.revision()).isEqualTo(3);
    }

    @Test
    void readsWhatWaitsForAVen() throws Exception {
        var delivery = mapper.readValue("""
                {"venId":"ven-1","events":[{"eventId":"event-1","modificationNumber":2,"acknowledged":true,"cancelled":false}],
                 "optIds":[],"revision":9}
                """, DeliveryRecord.class);

        assertThat(delivery.events()).containsExactly(new EventDelivery("event-1", 2, true, false));
        assertThat(delivery.optIds()).isEmpty();
    }

    @Test
    void readsWhatAVenSaidByItsType() throws Exception {
        var tree = mapper.readTree("""
                {"type":"deregistered","messageId":"m-1","venId":"ven-1","at":"2026-11-26T12:00:00Z","registrationId":"reg-1"}
                """);
        assertThat(tree.get("type").asText()).isEqualTo("deregistered");

        assertThat(mapper.treeToValue(tree, VenMessage.Deregistered.class))
                .isEqualTo(new VenMessage.Deregistered("m-1", "ven-1", Instant.parse("2026-11-26T12:00:00Z"), "reg-1"));
    }
}
