package io.openvtn.vtnapi.presenting;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.trust.Trusting;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Header values and certificates with random damage: nothing escapes, and nothing is accepted that was not issued. */
class MutationTest {

    private static final int HEADERS = 80_000;
    private static final int CERTIFICATES = 20_000;
    private static final long SEED = Long.getLong("mutation.seed", 20261201L);
    private static final String ALPHABET = "AZaz09+/=%:;,\"\\-.~ \n\r\t\u0000\u00ff(){}Cert=Hash";

    private final Issued root = TestCertificate.ofAuthority("root", 1).selfSigned();
    private final List<Issued> issued = IntStream.range(0, 20)
            .mapToObj(i -> TestCertificate.ofVen("ven-" + i).issuedBy(root))
            .toList();
    private final Set<String> genuine = issued.stream().map(Issued::sha256).collect(Collectors.toSet());
    private final Trusting trusted = new Trusting(root.certificate());
    private final Random random = new Random(SEED);

    @Test
    void ofDamagedHeadersOnlyUndamagedCertificatesAreAccepted() {
        Set<String> accepted = new HashSet<>();
        int unreadable = 0;
        for (int i = 0; i < HEADERS; i++) {
            HeaderForm form = HeaderForm.values()[random.nextInt(HeaderForm.values().length)];
            try {
                accept(form.decode(damaged(form)), accepted);
            } catch (UnreadableHeaderException e) {
                unreadable++;
            }
        }
        assertThat(genuine).as("seed %d", SEED).containsAll(accepted);
        assertThat(unreadable).isGreaterThan(HEADERS / 4);
    }

    @Test
    void noDamagedCertificateIsAccepted() {
        Set<String> accepted = new HashSet<>();
        for (int i = 0; i < CERTIFICATES; i++) {
            byte[] der = Forwarding.der(any(issued));
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                der[random.nextInt(der.length)] = (byte) random.nextInt(256);
            }
            accept(der, accepted);
        }
        assertThat(genuine).as("seed %d", SEED).containsAll(accepted);
    }

    /** What the signature does not cover: the outer length, the algorithm's second mention and the signature itself. */
    @Test
    void noBitMayChangeBesideTheSignedPart() throws Exception {
        Set<String> accepted = new HashSet<>();
        for (Issued one : issued) {
            int signedEnd = 4 + one.certificate().getTBSCertificate().length;
            for (int at = 0; at < Forwarding.der(one).length; at = at == 3 ? signedEnd : at + 1) {
                for (int bit = 1; bit < 256; bit <<= 1) {
                    byte[] der = Forwarding.der(one);
                    der[at] ^= (byte) bit;
                    accept(der, accepted);
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    private void accept(byte[] der, Set<String> accepted) {
        var certificate = ClientCertificate.of(der);
        if (trusted.accepts(certificate)) {
            accepted.add(certificate.fingerprint().hex());
        }
    }

    private String damaged(HeaderForm form) {
        var value = new StringBuilder(Forwarding.value(form, any(issued)));
        for (int damage = random.nextInt(4); damage >= 0; damage--) {
            int at = random.nextInt(value.length());
            int length = Math.min(random.nextInt(1 << random.nextInt(8)), value.length() - at);
            switch (random.nextInt(6)) {
                case 0 -> value.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 1 -> value.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> value.delete(at, at + length).append('A');
                case 3 -> value.insert(at, value.substring(at, at + length));
                case 4 -> value.append(Forwarding.value(form, any(issued)), 0, length);
                default -> value.replace(at, at + length, Forwarding.escaped(value.substring(at, at + length)));
            }
        }
        return value.toString();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
