package io.openvtn.local.settings;

import io.openvtn.embedded.LocalDatabase;
import java.util.Arrays;
import java.util.List;

/** The services that have a database and an operator API. */
public enum Service {
    CERT_AUTHORITY("cert-authority", "certificates", "CA_URL", "ca", 8081),
    VEN_REGISTRY("ven-registry", "vens", "REGISTRY_URL", "registry", 8082),
    EVENT_DISPATCHER("event-dispatcher", "events", "DISPATCHER_URL", "dispatch", 8083);

    private final String label;
    private final String resource;
    private final String variable;
    private final String database;
    private final int port;

    Service(String label, String resource, String variable, String database, int port) {
        this.label = label;
        this.resource = resource;
        this.variable = variable;
        this.database = database;
        this.port = port;
    }

    /** Those of them that are named, in the order in which they are started. */
    static List<Service> named(List<String> labels) {
        return Arrays.stream(values())
                .filter(service -> labels.contains(service.label))
                .toList();
    }

    public String label() {
        return label;
    }

    /** The last part of the path of what people look at first. */
    public String resource() {
        return resource;
    }

    /** Holds its URL in {@code DIR/env}. */
    String variable() {
        return variable;
    }

    /** The authority's tables are not its own: nothing that it does there can undo its audit. */
    public LocalDatabase database(Secrets secrets) {
        var user = secrets.databaseRole(database);
        return new LocalDatabase(
                database, this == CERT_AUTHORITY ? secrets.databaseRole(database + "_owner") : user, user);
    }

    int port() {
        return port;
    }
}
