package io.openvtn.certauthority.issuance;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What became of a wish for a successor. Unless one was issued, nothing is stored and the former certificate is as it was. */
public sealed interface Renewal {

    /** What the edge that was asked makes of it. */
    <T> T fold(
            Function<Issuance, T> ordered,
            Function<Unknown, T> unknown,
            Function<NotRenewable, T> notRenewable,
            Function<TooOften, T> tooOften);

    /** Why there is no successor and will be none. */
    default Optional<String> refusal() {
        return fold(
                Issuance::refusal,
                unknown -> Optional.of(unknown.reason()),
                notRenewable -> Optional.of(notRenewable.reason()),
                tooOften -> Optional.of(tooOften.reason()));
    }

    /** The successor was ordered. */
    record Ordered(Issuance issuance) implements Renewal {

        @Override
        public <T> T fold(
                Function<Issuance, T> ordered,
                Function<Unknown, T> unknown,
                Function<NotRenewable, T> notRenewable,
                Function<TooOften, T> tooOften) {
            return ordered.apply(issuance);
        }
    }

    /** Nobody was issued that certificate. */
    record Unknown(String sha256) implements Renewal {

        public String reason() {
            return "no certificate has the SHA-256 " + sha256;
        }

        @Override
        public <T> T fold(
                Function<Issuance, T> ordered,
                Function<Unknown, T> unknown,
                Function<NotRenewable, T> notRenewable,
                Function<TooOften, T> tooOften) {
            return unknown.apply(this);
        }
    }

    /** It is revoked or on hold, or it is a device that asks for what is no VEN's. */
    record NotRenewable(String reason) implements Renewal {

        @Override
        public <T> T fold(
                Function<Issuance, T> ordered,
                Function<Unknown, T> unknown,
                Function<NotRenewable, T> notRenewable,
                Function<TooOften, T> tooOften) {
            return notRenewable.apply(this);
        }
    }

    /** @param retryAfter when the device may ask again */
    record TooOften(String reason, Duration retryAfter) implements Renewal {

        @Override
        public <T> T fold(
                Function<Issuance, T> ordered,
                Function<Unknown, T> unknown,
                Function<NotRenewable, T> notRenewable,
                Function<TooOften, T> tooOften) {
            return tooOften.apply(this);
        }
    }
}
