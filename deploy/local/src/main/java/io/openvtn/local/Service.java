package io.openvtn.local;

/** The services that have a database and an operator API. */
enum Service {
    CERT_AUTHORITY("cert-authority", "ca", 8081),
    VEN_REGISTRY("ven-registry", "registry", 8082),
    EVENT_DISPATCHER("event-dispatcher", "dispatch", 8083);

    private final String label;
    private final String database;
    private final int port;

    Service(String label, String database, int port) {
        this.label = label;
        this.database = database;
        this.port = port;
    }

    String label() {
        return label;
    }

    String database() {
        return database;
    }

    int port() {
        return port;
    }
}
