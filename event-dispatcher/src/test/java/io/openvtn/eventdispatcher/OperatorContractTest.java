package io.openvtn.eventdispatcher;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.operator.OperatorContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OperatorContractTest extends OperatorContract {

    @Override
    protected String list() {
        return "/v1/events";
    }

    @Override
    protected String creation() {
        return "/v1/events";
    }

    @Override
    protected String textMember() {
        return "marketContext";
    }

    @Test
    void whatNobodyHasForeseenIsAnsweredAndNumbered() {
        String number = problem(as("viewer").get("/v1/test-failures/surprise"), 500)
                .body("detail", containsString("the service's log has it under"))
                .extract()
                .path("errorId");
        assertThat(number).hasSize(36);
        problem(as("viewer").get("/v1/test-failures/unread"), 500)
                .body("detail", containsString("the service's log has it under"));
        problem(as("viewer").get("/v1/test-failures/away"), 503)
                .header("Retry-After", "5")
                .body("detail", containsString("the database does not answer"));
        problem(as("viewer").get("/v1/test-failures/taken"), 409)
                .body("detail", containsString("somebody else was faster"));
    }

    @Test
    void ifMatchIsAnETagAsItWasSent() {
        problem(as("operator").header("If-Match", "99").body("{}").patch("/v1/events/event-none"), 400)
                .body("detail", containsString("with its quotation marks"));
    }
}
