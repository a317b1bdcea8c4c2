package io.openvtn.vtnapi.presenting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.certificate.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderFormTest {

    private static final Issued ROOT = TestCertificate.ofAuthority("root", 1).selfSigned();
    /** Its base64 holds the characters that proxies escape differently; chance alone leaves them out now and then. */
    private static final Issued VEN = Stream.generate(
                    () -> TestCertificate.ofVen("ven-1").issuedBy(ROOT))
            .filter(issued -> issued.pem().contains("+") && issued.pem().contains("/"))
            .findFirst()
            .orElseThrow();

    private static final String ONE = Forwarding.value(HeaderForm.HAPROXY, VEN);
    private static final List<Issued> THOUSAND = IntStream.range(0, 1_000)
            .mapToObj(i -> TestCertificate.ofVen("ven-" + i + "x".repeat(i % 7)).issuedBy(ROOT))
            .toList();

    @ParameterizedTest
    @EnumSource
    void readsWhatOpensslAndAnotherLanguageHaveWritten(HeaderForm form) throws Exception {
        String golden = resource(form.name().toLowerCase(Locale.ROOT) + ".txt");
        try (var pem = getClass().getResourceAsStream("golden.pem")) {
            var expected = CertificateFactory.getInstance("X.509").generateCertificate(pem);

            assertThat(form.decode(golden)).isEqualTo(expected.getEncoded());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThousandCertificatesComeBackByteForByte(HeaderForm form) throws Exception {
        for (Issued issued : THOUSAND) {
            assertThat(form.decode(Forwarding.value(form, issued))).isEqualTo(Forwarding.der(issued));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatStandsForNothing(HeaderForm form) {
        for (String nothing : List.of("", "-", "(null)", "null", "undefined", "NONE")) {
            assertThat(refusal(form, nothing)).isEqualTo(Reason.HEADER_EMPTY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesMoreThanSixteenKibibytesAndWhatIsNotAscii(HeaderForm form) {
        String value = Forwarding.value(form, VEN);

        assertThat(refusal(form, value + "A".repeat(16 * 1024))).isEqualTo(Reason.HEADER_TOO_LONG);
        assertThat(refusal(form, value + "\u00e9")).isEqualTo(Reason.HEADER_ENCODING);
        assertThat(refusal(form, value + "\t")).isEqualTo(Reason.HEADER_ENCODING);
        assertThat(refusal(form, "\u0000" + value)).isEqualTo(Reason.HEADER_ENCODING);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void refuses(HeaderForm form, Reason reason, String value) {
        assertThat(refusal(form, value)).isEqualTo(reason);
    }

    static Stream<Arguments> refused() {
        String escaped = Forwarding.value(HeaderForm.NGINX, VEN);
        String pem = VEN.pem();
        String oneLine = Forwarding.value(HeaderForm.WEBPACK, VEN);
        String spaced = Forwarding.value(HeaderForm.APACHE, VEN);
        String aws = Forwarding.value(HeaderForm.AWS_ALB, VEN);
        String two = VEN.pem() + ROOT.pem();
        String hash = VEN.sha256();
        return Stream.of(
                Arguments.of(HeaderForm.NGINX, Reason.DOUBLE_ENCODING, Forwarding.escaped(escaped)),
                Arguments.of(
                        HeaderForm.NGINX,
                        Reason.HEADER_ENCODING,
                        escaped.replace("%2B", "+").replace("%3D", "=")),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_ENCODING, escaped.replace("%20", "+")),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_ENCODING, escaped.replace("%0A", "%0")),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_ENCODING, escaped + "%"),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_ENCODING, escaped + "%C3%A9"),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_ENCODING, oneLine),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_ARMOUR, Forwarding.escaped(oneLine)),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_ARMOUR, Forwarding.escaped("Bag\n" + pem)),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_ARMOUR, Forwarding.escaped(pem + "more")),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_ARMOUR, Forwarding.escaped(pem + "\n")),
                Arguments.of(
                        HeaderForm.NGINX,
                        Reason.HEADER_ARMOUR,
                        Forwarding.escaped(pem.replace("\n-----E", "\n\n-----E"))),
                Arguments.of(
                        HeaderForm.NGINX,
                        Reason.HEADER_ARMOUR,
                        Forwarding.escaped(pem.replace("CERTIFICATE", "X509 CRL"))),
                Arguments.of(HeaderForm.NGINX, Reason.HEADER_CHAIN, Forwarding.escaped(two)),
                Arguments.of(HeaderForm.WEBPACK, Reason.HEADER_ARMOUR, escaped),
                Arguments.of(HeaderForm.WEBPACK, Reason.HEADER_ARMOUR, oneLine + " "),
                Arguments.of(HeaderForm.WEBPACK, Reason.HEADER_BASE64, oneLine + oneLine),
                Arguments.of(HeaderForm.WEBPACK, Reason.HEADER_BASE64, oneLine.replace("-----END", "=-----END")),
                Arguments.of(HeaderForm.WEBPACK, Reason.HEADER_ARMOUR, oneLine.replaceFirst("M", " M")),
                Arguments.of(HeaderForm.APACHE, Reason.HEADER_ARMOUR, oneLine),
                Arguments.of(HeaderForm.APACHE, Reason.HEADER_ARMOUR, spaced + " "),
                Arguments.of(HeaderForm.APACHE, Reason.HEADER_ARMOUR, spaced.replaceFirst(" M", "  M")),
                Arguments.of(HeaderForm.APACHE, Reason.HEADER_CHAIN, spaced + " " + spaced),
                Arguments.of(HeaderForm.RFC9440, Reason.HEADER_CHAIN, ":" + ONE + ":, :" + ONE + ":"),
                Arguments.of(HeaderForm.RFC9440, Reason.HEADER_ENCODING, ":" + ONE + ":;a=1"),
                Arguments.of(HeaderForm.RFC9440, Reason.HEADER_ENCODING, ONE),
                Arguments.of(HeaderForm.RFC9440, Reason.HEADER_BASE64, "::"),
                Arguments.of(HeaderForm.ENVOY, Reason.HASH_ONLY, "Hash=" + hash),
                Arguments.of(
                        HeaderForm.ENVOY, Reason.HASH_MISMATCH, "Hash=" + "0".repeat(64) + ";Cert=\"" + escaped + "\""),
                Arguments.of(HeaderForm.ENVOY, Reason.HEADER_CHAIN, "Cert=\"" + escaped + "\",Hash=" + hash),
                // names that a stranger chose, as Envoy writes them
                Arguments.of(HeaderForm.ENVOY, Reason.HEADER_CHAIN, "Hash=00;URI=urn:x,Cert=\"" + escaped + "\""),
                Arguments.of(HeaderForm.ENVOY, Reason.HEADER_ENCODING, "Hash=00;URI=urn:x;Cert=\"" + escaped + "\""),
                Arguments.of(
                        HeaderForm.ENVOY,
                        Reason.HEADER_ENCODING,
                        "URI=urn:x;Hash=" + hash + ";Cert=\"" + escaped + "\""),
                Arguments.of(HeaderForm.ENVOY, Reason.HEADER_ENCODING, "Subject=\"\";DNS=x\";Cert=\"" + escaped + "\""),
                Arguments.of(HeaderForm.ENVOY, Reason.HEADER_ENCODING, "Cert=\"" + escaped + "\";Unknown=x"),
                Arguments.of(HeaderForm.ENVOY, Reason.HEADER_ENCODING, "Cert=\"" + escaped + "\"x"),
                Arguments.of(
                        HeaderForm.ENVOY, Reason.HEADER_REPEATED, "Cert=\"" + escaped + "\";cert=\"" + escaped + "\""),
                Arguments.of(HeaderForm.ENVOY, Reason.HEADER_EMPTY, "By=spiffe://x;Subject=\";Cert=x\""),
                Arguments.of(HeaderForm.ENVOY, Reason.HEADER_ENCODING, "Subject=\"CN=x;Cert=" + escaped),
                Arguments.of(HeaderForm.ENVOY, Reason.HEADER_CHAIN, "Cert=\"" + escaped + "\","),
                Arguments.of(
                        HeaderForm.TRAEFIK,
                        Reason.HEADER_CHAIN,
                        String.join(",", List.of(ONE, ONE, ONE, ONE, ONE, ONE))),
                Arguments.of(HeaderForm.TRAEFIK, Reason.HEADER_BASE64, ONE + ","),
                Arguments.of(
                        HeaderForm.TRAEFIK, Reason.DOUBLE_ENCODING, Forwarding.escaped(Forwarding.escaped(ONE + "+"))),
                Arguments.of(HeaderForm.AWS_ALB, Reason.HEADER_CHAIN, aws.repeat(6)),
                Arguments.of(HeaderForm.AWS_ALB, Reason.HEADER_ARMOUR, aws + "x"),
                Arguments.of(
                        HeaderForm.HAPROXY,
                        Reason.HEADER_BASE64,
                        ONE.replaceAll("=+$", "").substring(1)),
                Arguments.of(HeaderForm.HAPROXY, Reason.HEADER_BASE64, "QUJ="),
                Arguments.of(HeaderForm.HAPROXY, Reason.HEADER_BASE64, "not base64 at all"),
                Arguments.of(HeaderForm.HAPROXY, Reason.HEADER_ENCODING, ONE + "\n"));
    }

    @Test
    void readsTheFirstOfAChainAndBothSpellingsOfTraefik() throws Exception {
        String other = Forwarding.value(HeaderForm.HAPROXY, ROOT);

        assertThat(HeaderForm.TRAEFIK.decode(ONE + "," + other)).isEqualTo(Forwarding.der(VEN));
        assertThat(HeaderForm.TRAEFIK.decode(Forwarding.escaped(ONE + "," + other)))
                .isEqualTo(Forwarding.der(VEN));
        assertThat(HeaderForm.AWS_ALB.decode(
                        Forwarding.value(HeaderForm.AWS_ALB, VEN) + Forwarding.value(HeaderForm.AWS_ALB, ROOT)))
                .isEqualTo(Forwarding.der(VEN));
    }

    private static Reason refusal(HeaderForm form, String value) {
        return catchThrowableOfType(UnreadableHeaderException.class, () -> form.decode(value))
                .reason();
    }

    private String resource(String name) throws IOException {
        try (var text = getClass().getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
