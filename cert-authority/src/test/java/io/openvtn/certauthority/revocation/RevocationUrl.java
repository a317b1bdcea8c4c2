package io.openvtn.certauthority.revocation;

import io.quarkus.arc.Arc;

/** Where the service under test answers who asks what is revoked. */
public final class RevocationUrl {

    private RevocationUrl() {}

    /** @param path with places for the arguments */
    public static String of(String path, Object... arguments) {
        int port = Arc.container().instance(RevocationServer.class).get().port().orElseThrow();
        return "http://localhost:" + port + path.formatted(arguments);
    }
}
