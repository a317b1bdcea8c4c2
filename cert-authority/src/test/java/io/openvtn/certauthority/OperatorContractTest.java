package io.openvtn.certauthority;

import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.operator.OperatorContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OperatorContractTest extends OperatorContract {

    @Override
    protected String list() {
        return "/v1/certificates";
    }

    @Override
    protected String creation() {
        return "/v1/certificates";
    }

    @Override
    protected String textMember() {
        return "venName";
    }
}
