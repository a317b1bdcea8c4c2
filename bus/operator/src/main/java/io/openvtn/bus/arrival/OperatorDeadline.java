package io.openvtn.bus.arrival;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the deadline before all that the operators' port does, the login as well. */
@ApplicationScoped
class OperatorDeadline {

    private static final int FIRST = Integer.MIN_VALUE;

    private final Duration longest;

    OperatorDeadline(@ConfigProperty(name = "openvtn.operator.arrival", defaultValue = "60s") Duration longest) {
        this.longest = longest;
    }

    void guard(@Observes Router router) {
        router.route().order(FIRST).handler(new ArrivalDeadline(longest));
    }
}
