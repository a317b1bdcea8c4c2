package io.openvtn.certauthority.issuance;

import io.openvtn.bus.operator.Problems;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** The answer to an operator's order. */
final class IssuanceAnswer {

    private IssuanceAnswer() {}

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with every violation, 503 while the authority is being made */
    static RestResponse<IssuedCertificate> of(Issuance issuance) {
        return issuance.fold(
                IssuanceAnswer::created,
                refused -> {
                    throw Problems.violations(refused.violations());
                },
                notYet -> {
                    throw Problems.unavailable(notYet.reason());
                });
    }

    private static RestResponse<IssuedCertificate> created(IssuedCertificate issued) {
        return RestResponse.ResponseBuilder.<IssuedCertificate>created(
                        URI.create("/v1/certificates/" + issued.sha256()))
                .entity(issued)
                .header("Cache-Control", "no-store")
                .build();
    }
}
