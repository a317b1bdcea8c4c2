package io.openvtn.eventdispatcher.explanation;

import io.openvtn.eventdispatcher.outcome.DeliveryView;
import java.util.List;
import java.util.Optional;

/**
 * What is known about one event and one VEN.
 *
 * @param over the event has ended
 * @param visible whether VENs get the event by now
 * @param delivery empty if the event is not for the VEN
 * @param fanningOut VENs that the event is for have yet to get it
 * @param includedBy the target by which the VEN is meant now, such as {@code groups:feeder-12}
 * @param excludedBy the target by which it is left out now
 * @param venStatus empty if there is no such VEN
 * @param usableCertificates bound, valid at this moment and not revoked
 * @param lastMessage what was last heard of the VEN and when, as a sentence
 * @param lastMessageRefused it had no effect, and {@code lastError} says why
 */
record DeliveryFacts(
        String eventId,
        String venId,
        String marketContext,
        boolean cancelled,
        boolean over,
        boolean visible,
        boolean fanningOut,
        Optional<DeliveryView> delivery,
        Optional<String> includedBy,
        Optional<String> excludedBy,
        Optional<String> venStatus,
        boolean registered,
        long usableCertificates,
        List<String> marketContexts,
        Optional<String> lastMessage,
        boolean lastMessageRefused,
        Optional<String> lastError,
        List<Explanation.RefusedMessage> refusedMessages) {

    DeliveryFacts {
        refusedMessages = List.copyOf(refusedMessages);
    }
}
