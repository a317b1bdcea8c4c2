package io.openvtn.certauthority.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A token as operators see it, without the token.
 *
 * @param publicKeySha256 of the device that came with it
 */
record TokenView(
        String id,
        String venName,
        TokenState state,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        Optional<String> publicKeySha256,
        Optional<String> certificateSha256) {

    static TokenView of(TokenEntity token, Instant now) {
        return new TokenView(
                token.id,
                token.venName,
                TokenState.of(token, now),
                token.createdAt,
                token.createdBy,
                token.expiresAt,
                Optional.ofNullable(token.publicKeySha256),
                Optional.ofNullable(token.certificateSha256));
    }

    /**
     * A page of tokens.
     *
     * @param next value of {@code after} for the next page; absent on the last one
     */
    @Schema(name = "TokenPage")
    record Page(List<TokenView> items, Optional<String> next) {}
}
