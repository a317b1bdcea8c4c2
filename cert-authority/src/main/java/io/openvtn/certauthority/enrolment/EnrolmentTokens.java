package io.openvtn.certauthority.enrolment;

import io.openvtn.bus.contract.Sha256;
import io.openvtn.bus.idempotency.HandedOutOnce;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import io.openvtn.certauthority.order.CertificateName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** One-time tokens that let a device fetch the certificate of one VEN. Only their hashes are kept. Thread safe. */
@ApplicationScoped
class EnrolmentTokens {

    private static final int TOKEN_BYTES = 16;
    private static final int ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TokenRepository repository;
    private final AuditLog audit;
    private final EnrolmentConfig config;
    private final Clock clock;

    EnrolmentTokens(TokenRepository repository, AuditLog audit, EnrolmentConfig config, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /** What an operator asks for. */
    record TokenRequest(Optional<String> venName, Optional<Duration> lifetime) {}

    /** The answer, the only place where the token is ever shown. */
    record NewToken(String id, String token, String venName, Instant expiresAt) implements HandedOutOnce {

        @Override
        public Optional<String> secretIsLost() {
            return Optional.of(
                    ("this request made %s, and the token was in the first answer alone; only its hash is kept."
                                    + " Withdraw it and make another one")
                            .formatted(id));
        }

        /** Never shows the token. */
        @Override
        public String toString() {
            return "NewToken[" + id + "]";
        }
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with everything that is wrong */
    @Transactional
    NewToken create(TokenRequest request, String operator) {
        String venName = request.venName().orElse("");
        Duration lifetime = request.lifetime().orElse(config.tokenLifetime());
        var errors = new FieldErrors();
        if (!CertificateName.isProper(venName)) {
            errors.add("venName", CertificateName.RULE);
        }
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(config.longestTokenLifetime()) > 0) {
            errors.add(
                    "lifetime",
                    "is from PT1M to %d days"
                            .formatted(config.longestTokenLifetime().toDays()));
        }
        errors.throwIfAny();
        String token = random(TOKEN_BYTES);
        var row = new TokenEntity();
        row.hash = hash(token);
        row.id = "token-" + HexFormat.of().formatHex(bytes(ID_BYTES));
        row.venName = venName;
        // What the database keeps, so that the first answer and later ones agree.
        row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.createdBy = operator;
        row.expiresAt = row.createdAt.plus(lifetime);
        repository.persist(row);
        audit.add(operator, AuditAction.TOKEN_CREATED, row.id, "for VEN " + venName);
        return new NewToken(row.id, token, venName, row.expiresAt);
    }

    @Transactional
    TokenView.Page page(PageRequest page) {
        Instant now = clock.instant();
        var found = repository.page(page).stream()
                .map(token -> TokenView.of(token, now))
                .toList();
        return page.cut(found, TokenView::id, TokenView.Page::new);
    }

    /**
     * Lets the device that waits with the token have its certificate.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for no token, 409 if no device waits with it
     */
    @Transactional
    TokenView approve(String id, String operator) {
        TokenEntity token = find(id);
        TokenState state = TokenState.of(token, clock.instant());
        if (state != TokenState.WAITING) {
            throw Problems.conflict("token %s is %s; no device waits with it".formatted(id, state));
        }
        token.approvedAt = clock.instant();
        audit.add(operator, AuditAction.ENROLMENT_APPROVED, id, "VEN " + token.venName);
        return TokenView.of(token, clock.instant());
    }

    /**
     * Takes a token back.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for no token, 409 if it was used
     */
    @Transactional
    void withdraw(String id, String operator) {
        TokenEntity token = find(id);
        if (token.certificateSha256 != null) {
            throw Problems.conflict("token %s was used; revoke certificate %s".formatted(id, token.certificateSha256));
        }
        token.withdrawnAt = clock.instant();
        audit.add(operator, AuditAction.TOKEN_WITHDRAWN, id, "VEN " + token.venName);
    }

    private TokenEntity find(String id) {
        return repository.findForChange(id).orElseThrow(() -> Problems.notFound("no token has the id " + id));
    }

    /** SHA-256: a token is random enough to need no salt and no slow hash. */
    static String hash(String token) {
        return Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String random(int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
