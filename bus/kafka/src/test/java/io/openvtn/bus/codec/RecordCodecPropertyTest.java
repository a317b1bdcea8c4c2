package io.openvtn.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.TrustAnchorRecord;
import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.bus.contract.VenContacts;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every record of the bus. */
class RecordCodecPropertyTest {

    private static final int TRIES = 500;

    /** A record, and the type that its readers ask for. */
    record Sent(Object record, Class<?> type) {}

    @Provide
    Arbitrary<Class<?>> types() {
        return Arbitraries.of(
                CertificateRecord.class,
                CohortRecord.class,
                DeliveryRecord.class,
                EventRecord.class,
                TrustAnchorRecord.class,
                UnknownCertificateRecord.class,
                VenContacts.class,
                VenMessage.class,
                VenRecord.class);
    }

    @Provide
    Arbitrary<Sent> sent() {
        return types().flatMap(type -> AnyRecord.of(type).map(record -> new Sent(record, type)));
    }

    @Property(tries = TRIES)
    void aRecordComesBackAsItWent(@ForAll("sent") Sent sent) throws MalformedRecordException {
        assertThat((Object) RecordCodec.read(RecordCodec.write(sent.record), sent.type))
                .isEqualTo(sent.record);
    }

    @Property(tries = TRIES)
    void withoutNulOnlyThatIsGone(@ForAll("sent") Sent sent) throws MalformedRecordException {
        Object without = RecordCodec.read(RecordCodec.writeWithoutNul(sent.record), sent.type);

        if (sent.record.toString().contains("\u0000")) {
            assertThat(without.toString()).doesNotContain("\u0000");
        } else {
            assertThat(without).isEqualTo(sent.record);
        }
    }

    /** A part of a record, and what stands in its place. */
    @Provide
    Arbitrary<String> damaged() {
        return Combinators.combine(
                        sent(),
                        Arbitraries.integers().between(0, 2_000),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.strings().ofMaxLength(5))
                .as((sent, at, length, instead) -> {
                    String json = RecordCodec.write(sent.record);
                    int from = Math.min(at, json.length());
                    return json.substring(0, from) + instead + json.substring(Math.min(from + length, json.length()));
                });
    }

    @Property(tries = TRIES)
    void whatCannotBeReadIsSaidToBeMalformed(@ForAll("damaged") String json, @ForAll("types") Class<?> type) {
        assertThatCode(() -> {
                    try {
                        RecordCodec.read(json, type);
                    } catch (MalformedRecordException e) {
                        assertThat(e).hasMessageContaining(type.getSimpleName());
                    }
                })
                .doesNotThrowAnyException();
    }
}
