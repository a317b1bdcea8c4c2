package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import io.openvtn.bus.operator.FingerprintText;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.certauthority.order.LeafProfile;
import java.time.Instant;
import java.util.Optional;

/** Which certificates an operator looks for; each filter narrows the others. */
record CertificateQuery(
        Optional<CertificateStatus> status,
        Optional<LeafProfile> profile,
        Optional<String> venName,
        Optional<String> text,
        Optional<Instant> expiringBefore,
        Optional<FingerprintText> fingerprint,
        PageRequest page,
        Instant now) {

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with everything that is wrong */
    static CertificateQuery read(
            Optional<String> status,
            Optional<String> profile,
            Optional<String> venName,
            Optional<String> text,
            Optional<String> expiringBefore,
            Optional<String> fingerprint,
            PageParameters page,
            Instant now) {
        var errors = new FieldErrors();
        var wantedStatus = Filters.oneOf(CertificateStatus.values(), "status", status, errors);
        var wantedProfile = Filters.oneOf(LeafProfile.values(), "profile", profile, errors);
        var wantedEnd = Filters.time("expiringBefore", expiringBefore, errors);
        var wantedFingerprint = FingerprintText.read(fingerprint, errors);
        var wantedPage = page.read(errors);
        errors.throwIfAny();
        return new CertificateQuery(
                wantedStatus, wantedProfile, venName, text, wantedEnd, wantedFingerprint, wantedPage, now);
    }
}
