package io.openvtn.vtnapi.event;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest.EventResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is right in an oadrCreatedEvent, and the first thing that is wrong.
 *
 * @param accepted those that name an event of the VEN in its current modificationNumber
 */
record EventAnswers(List<EventAnswer> accepted, Optional<Wrong> wrong) {

    /** Why one of the responses is refused. */
    record Wrong(ResponseCode code, String description) {}

    static EventAnswers of(List<EventResponse> responses, List<EventDelivery> deliveries) {
        List<EventAnswer> accepted = new ArrayList<>();
        Optional<Wrong> first = Optional.empty();
        for (EventResponse response : responses) {
            Optional<Wrong> wrong = wrong(response, deliveries);
            if (wrong.isEmpty()) {
                accepted.add(answer(response));
            }
            first = first.or(() -> wrong);
        }
        return new EventAnswers(List.copyOf(accepted), first);
    }

    private static Optional<Wrong> wrong(EventResponse response, List<EventDelivery> deliveries) {
        var delivery = deliveries.stream()
                .filter(candidate -> candidate.eventId().equals(response.eventId()))
                .findFirst();
        if (delivery.isEmpty()) {
            return Optional.of(new Wrong(
                    ResponseCode.INVALID_ID, "event %s is not known to this VEN".formatted(response.eventId())));
        }
        int current = delivery.get().modificationNumber();
        if (response.modificationNumber() < current) {
            return Optional.of(new Wrong(
                    ResponseCode.OUT_OF_SEQUENCE,
                    "event %s is at modificationNumber %d; answer that one".formatted(response.eventId(), current)));
        }
        if (response.modificationNumber() > current) {
            return Optional.of(new Wrong(
                    ResponseCode.INVALID_ID,
                    "event %s has no modificationNumber %d"
                            .formatted(response.eventId(), response.modificationNumber())));
        }
        return Optional.empty();
    }

    private static EventAnswer answer(EventResponse response) {
        return new EventAnswer(
                response.requestId(),
                response.eventId(),
                (int) response.modificationNumber(),
                response.optIn() ? OptType.OPT_IN : OptType.OPT_OUT,
                response.responseCode(),
                response.responseDescription());
    }
}
