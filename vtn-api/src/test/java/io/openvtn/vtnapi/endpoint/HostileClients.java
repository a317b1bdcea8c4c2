package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What clients try through a proxy in order to be somebody else. */
final class HostileClients {

    private HostileClients() {}

    /**
     * Whatever a client sends beside its certificate, it is who its key says, or nobody.
     *
     * @param header that the proxy forwards certificates in
     * @param victims its value for the victim's certificate
     */
    static void areWhoTheirKeysSay(
            ProxyProcess proxy, TestFleet fleet, EndpointVen ven, EndpointVen victim, String header, String victims)
            throws IOException {
        assertThat(poll(proxy, Optional.of(ven.certificate()), ven, List.of()))
                .startsWith("HTTP/1.1 200")
                .contains("responseCode>200<");
        String line = header + ": " + victims;
        for (List<String> headers : List.of(
                List.<String>of(),
                List.of(line),
                List.of(line, line),
                List.of(header.replace('-', '_') + ": " + victims),
                List.of(line, "Connection: close, " + header))) {
            assertThat(poll(proxy, Optional.of(ven.certificate()), victim, headers))
                    .as("%s with a certificate of its own", headers)
                    .doesNotContain("responseCode>200<")
                    .contains("oadrResponse");
            assertThat(poll(proxy, Optional.empty(), victim, headers))
                    .as("%s without a certificate", headers)
                    .startsWith("HTTP/1.1 4")
                    .contains("oadrResponse");
        }
        assertThat(fleet.saidBy(victim)).isEmpty();

        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.REVOKED, true);
        assertThat(poll(proxy, Optional.of(ven.certificate()), ven, List.of())).startsWith("HTTP/1.1 403");
    }

    private static String poll(ProxyProcess proxy, Optional<Issued> shown, EndpointVen poller, List<String> headers)
            throws IOException {
        return ProxyHopTest.poll(proxy.port(), shown, poller, headers);
    }
}
