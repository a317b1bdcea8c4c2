package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FingerprintText;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
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
        var wantedStatus = named("status", status, CertificateStatus.values(), errors);
        var wantedProfile = named("profile", profile, LeafProfile.values(), errors);
        var wantedEnd = instant("expiringBefore", expiringBefore, errors);
        var wantedFingerprint = FingerprintText.read(fingerprint, errors);
        var wantedPage = page.read(errors);
        errors.throwIfAny();
        return new CertificateQuery(
                wantedStatus, wantedProfile, venName, text, wantedEnd, wantedFingerprint, wantedPage, now);
    }

    private static <E extends Enum<E>> Optional<E> named(
            String field, Optional<String> word, E[] values, FieldErrors errors) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        var value = Arrays.stream(values)
                .filter(candidate -> candidate.toString().equals(word.get()))
                .findFirst();
        if (value.isEmpty()) {
            errors.add(field, "is one of " + Arrays.toString(values));
        }
        return value;
    }

    private static Optional<Instant> instant(String field, Optional<String> text, FieldErrors errors) {
        try {
            return text.map(given -> OffsetDateTime.parse(given).toInstant());
        } catch (DateTimeException e) {
            errors.add(field, "is an instant with an offset, such as 2027-01-01T00:00:00Z");
            return Optional.empty();
        }
    }
}
