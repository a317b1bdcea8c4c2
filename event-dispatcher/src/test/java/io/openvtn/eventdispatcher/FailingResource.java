package io.openvtn.eventdispatcher;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.sql.SQLException;
import org.jboss.resteasy.reactive.RestPath;

/** Fails in the ways that no operation of ours can be made to fail in at will. */
@Path("/v1/test-failures/{how}")
@RolesAllowed("viewer")
class FailingResource {

    @GET
    public String fail(@RestPath String how) throws Exception {
        throw switch (how) {
            case "away" -> new IllegalStateException("io.openvtn", new SQLException("connection refused", "08001"));
            case "taken" -> new IllegalStateException("io.openvtn", new SQLException("duplicate key", "23505"));
            case "unread" -> new IOException("io.openvtn.unread");
            default -> new IllegalStateException("io.openvtn.surprise");
        };
    }
}
