package io.openvtn.bus.token;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Why a token was refused, in words for its owner; what it says otherwise is nobody's business. */
public final class TokenFault {

    private static final String UNCLEAR = "the token is not valid";

    private static final Map<Integer, String> WORDS = Map.of(
            ErrorCodes.EXPIRED, "the token has expired; get a new one",
            ErrorCodes.NOT_YET_VALID, "the token is not valid yet; are the clocks right?",
            ErrorCodes.AUDIENCE_INVALID, "the token is for another audience",
            ErrorCodes.AUDIENCE_MISSING, "the token names no audience",
            ErrorCodes.ISSUER_INVALID, "the token is of another issuer",
            ErrorCodes.ISSUER_MISSING, "the token names no issuer",
            ErrorCodes.SIGNATURE_INVALID, "the token's signature is not valid");

    private TokenFault() {}

    public static String words(Throwable failure) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, cause -> cause.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .filter(InvalidJwtException.class::isInstance)
                .map(InvalidJwtException.class::cast)
                .findFirst()
                .flatMap(TokenFault::ofCodes)
                .orElse(UNCLEAR);
    }

    private static Optional<String> ofCodes(InvalidJwtException invalid) {
        return invalid.getErrorDetails().stream()
                .map(error -> WORDS.get(error.getErrorCode()))
                .flatMap(Stream::ofNullable)
                .findFirst();
    }
}
