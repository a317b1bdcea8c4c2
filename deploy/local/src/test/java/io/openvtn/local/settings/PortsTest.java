package io.openvtn.local.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void areTheDocumentedOnesWithoutAnOffset() {
        var ports = new Ports(0, 1);

        assertThat(ports.vtn(0)).isEqualTo(8443);
        assertThat(ports.http(Service.CERT_AUTHORITY)).isEqualTo(8081);
        assertThat(ports.http(Service.VEN_REGISTRY)).isEqualTo(8082);
        assertThat(ports.http(Service.EVENT_DISPATCHER)).isEqualTo(8083);
        assertThat(ports.vtnManagement(0)).isEqualTo(9080);
        assertThat(ports.management(Service.EVENT_DISPATCHER)).isEqualTo(9083);
        assertThat(ports.kafka()).isEqualTo(9092);
        assertThat(ports.postgres()).isEqualTo(5432);
    }

    @Test
    void moveTogetherAndStayApart() {
        var ports = new Ports(1000, 9);
        Set<Integer> all = new HashSet<>(Set.of(ports.kafka(), ports.postgres()));
        for (Service service : Service.values()) {
            all.add(ports.http(service));
            all.add(ports.management(service));
        }
        IntStream.range(0, 9).forEach(replica -> {
            all.add(ports.vtn(replica));
            all.add(ports.vtnManagement(replica));
        });

        assertThat(all).hasSize(2 + 2 * 3 + 2 * 9).contains(9443, 9444, 6432);
    }

    @Test
    void aTakenOneIsNamedWithItsUseAndTheWayOut() throws Exception {
        try (var squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new Ports(squatter.getLocalPort() - 8443, 1);

            assertThat(ports.taken())
                    .get()
                    .asString()
                    .contains("port " + squatter.getLocalPort() + ", which vtn-api needs, is in use")
                    .contains("--port-offset");
        }
    }
}
