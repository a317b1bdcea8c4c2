package io.openvtn.local.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where everything listens.
 *
 * @param offset is added to each port, so that two suites can run on one machine
 * @param vtnReplicas how many replicas of vtn-api run side by side
 */
public record Ports(int offset, int vtnReplicas) {

    private static final int KAFKA = 9092;
    private static final int POSTGRES = 5432;
    private static final int EST = 8085;
    private static final int REVOCATION = 8086;
    private static final int VTN = 8443;
    private static final int VTN_MANAGEMENT = 9080;
    private static final int FURTHER_VTN_MANAGEMENT = 9180;

    public int kafka() {
        return KAFKA + offset;
    }

    public int postgres() {
        return POSTGRES + offset;
    }

    public int http(Service service) {
        return service.port() + offset;
    }

    public int management(Service service) {
        return service.port() + 1_000 + offset;
    }

    /** Where devices fetch their own certificates from cert-authority. */
    public int est() {
        return EST + offset;
    }

    /** Where cert-authority tells everybody what is revoked. */
    public int revocation() {
        return REVOCATION + offset;
    }

    /** HTTPS port of a replica of vtn-api, counted from 0. */
    public int vtn(int replica) {
        return VTN + replica + offset;
    }

    public int vtnManagement(int replica) {
        return (replica == 0 ? VTN_MANAGEMENT : FURTHER_VTN_MANAGEMENT + replica) + offset;
    }

    /** What stands in the way of a start, as a sentence for the person who started. */
    public Optional<String> taken() {
        for (var use : uses().entrySet()) {
            if (isTaken(use.getKey())) {
                return Optional.of(
                        "port %d, which %s needs, is in use. Stop what listens there, or move the whole suite: --port-offset 1000"
                                .formatted(use.getKey(), use.getValue()));
            }
        }
        return Optional.empty();
    }

    private Map<Integer, String> uses() {
        Map<Integer, String> uses = new LinkedHashMap<>();
        for (int replica = 0; replica < vtnReplicas; replica++) {
            uses.put(vtn(replica), "vtn-api");
            uses.put(vtnManagement(replica), "vtn-api's health and metrics");
        }
        for (Service service : Service.values()) {
            uses.put(http(service), service.label());
            uses.put(management(service), service.label() + "'s health and metrics");
        }
        uses.put(est(), "cert-authority's EST listener");
        uses.put(revocation(), "cert-authority's OCSP and revocation lists");
        uses.put(kafka(), "Kafka");
        uses.put(postgres(), "PostgreSQL");
        return uses;
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }
}
