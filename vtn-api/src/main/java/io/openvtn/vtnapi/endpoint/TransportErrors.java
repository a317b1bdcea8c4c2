package io.openvtn.vtnapi.endpoint;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.endpoint.RefusedMessages.Refusal;
import io.openvtn.vtnapi.identity.Identity;
import io.openvtn.vtnapi.message.ResponseCode;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * HTTP errors to VENs that are known, whose messages are not taken and by their own doing: the VEN gets an answer, and its operator
 * is told. Thread safe.
 */
@ApplicationScoped
class TransportErrors {

    private final Replies replies;
    private final RefusedMessages refusals;

    TransportErrors(Replies replies, RefusedMessages refusals) {
        this.replies = replies;
        this.refusals = refusals;
    }

    void answer(Exchange exchange, VenRecord ven, int status, String why) {
        note(exchange, ven, Refusal.byStatus(status, Replies.codeOf(status), why));
        replies.transportError(exchange, status, why);
    }

    /** One that passes: the VEN may send the message again, after a second. */
    void tooMany(Exchange exchange, VenRecord ven, String why) {
        note(exchange, ven, Refusal.byStatus(429, Replies.codeOf(429), why));
        replies.later(exchange, 429, 1, why);
    }

    void forbid(Exchange exchange, VenRecord ven, String why) {
        note(exchange, ven, Refusal.byStatus(403, ResponseCode.NOT_REGISTERED_OR_AUTHORISED, why));
        forbid(exchange, why);
    }

    /** The VTN's operator learns the reason, which the caller does not. Of a VEN that is RETIRED nothing more is noted. */
    void forbid(Exchange exchange, Identity.Nobody nobody) {
        String told = "%s: %s".formatted(nobody.reason(), nobody.why());
        nobody.ven()
                .filter(ven -> ven.status() != VenStatus.RETIRED)
                .ifPresent(ven ->
                        note(exchange, ven, Refusal.byStatus(403, ResponseCode.NOT_REGISTERED_OR_AUTHORISED, told)));
        forbid(exchange, nobody.why());
    }

    private void forbid(Exchange exchange, String why) {
        replies.transportError(exchange, 403, ResponseCode.NOT_REGISTERED_OR_AUTHORISED, why);
    }

    private void note(Exchange exchange, VenRecord ven, Refusal refusal) {
        refusals.note(ven, exchange.client(), refusal);
    }
}
