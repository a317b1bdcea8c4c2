package io.openvtn.eventdispatcher.explanation;

import io.openvtn.bus.operator.Step;
import io.openvtn.eventdispatcher.delivery.DeliveryState;
import io.openvtn.eventdispatcher.outcome.DeliveryView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a VEN has, or has not, got and answered an event: the steps from the operator's POST to the VEN's answer, in order.
 *
 * @param refusedMessages what of the VEN was refused, the newest first
 * @param summary the first step that fails, as a sentence; or that none does
 */
@Schema(name = "Explanation")
record Explanation(
        String eventId, String venId, String summary, List<Step> steps, List<RefusedMessage> refusedMessages) {

    static final String EXAMPLE = """
            { "eventId": "event-c5x2nq7fma", "venId": "ven-7kq2m4xw5a",
              "summary": "registration: the VEN is not registered, so that its polls are refused with 463",
              "steps": [
                { "name": "event", "outcome": "passed", "detail": "the event runs" },
                { "name": "target", "outcome": "passed", "detail": "the VEN is meant by groups:feeder-12" },
                { "name": "registration", "outcome": "failed",
                  "detail": "the VEN is not registered, so that its polls are refused with 463" } ],
              "refusedMessages": [
                { "message": "oadrCreatePartyRegistration", "responseCode": "454",
                  "description": "oadrCreatePartyRegistration is not valid", "at": "2026-12-01T09:00:04.210Z" } ] }""";

    /** The last refusal of a kind of message; it may be over. */
    @Schema(name = "RefusedMessage")
    record RefusedMessage(
            @Schema(examples = "oadrCreatePartyRegistration")
            String message,

            @Schema(examples = "454") String responseCode,

            String description,
            Instant at) {}

    static Explanation of(DeliveryFacts facts) {
        List<Step> steps = new ArrayList<>();
        steps.add(event(facts));
        steps.add(target(facts));
        steps.add(enrolment(facts));
        steps.add(registration(facts));
        steps.add(certificate(facts));
        steps.add(contact(facts));
        steps.add(offer(facts));
        steps.add(error(facts));
        steps.add(answer(facts));
        return new Explanation(
                facts.eventId(), facts.venId(), Step.summary(steps), List.copyOf(steps), facts.refusedMessages());
    }

    private static Step event(DeliveryFacts facts) {
        if (facts.cancelled()) {
            return Step.of("event", false, "the event is cancelled");
        }
        if (facts.over()) {
            return Step.of("event", false, "the event is over");
        }
        return Step.of(
                "event",
                facts.visible(),
                facts.visible() ? "the event is offered" : "the event is not offered before its notification");
    }

    private static Step target(DeliveryFacts facts) {
        if (facts.venStatus().isEmpty()) {
            return Step.of("target", false, "no VEN has that venID");
        }
        if (facts.delivery().isPresent()) {
            return facts.delivery().get().cancelled()
                    ? Step.of("target", false, "the event is cancelled for this VEN")
                    : Step.of("target", true, "the event is for this VEN");
        }
        if (facts.excludedBy().isPresent()) {
            return Step.of(
                    "target",
                    false,
                    "the VEN is left out by " + facts.excludedBy().get());
        }
        if (facts.fanningOut() && facts.includedBy().isPresent()) {
            return Step.of("target", false, "the event is for many VENs, and has yet to come to this one");
        }
        return Step.of(
                "target",
                false,
                facts.includedBy()
                        .map(key ->
                                "the VEN is meant by %s since a time when the event was made, and the event is not for later joiners"
                                        .formatted(key))
                        .orElse("none of the event's targets stands for the VEN"));
    }

    private static Step enrolment(DeliveryFacts facts) {
        boolean unlimited = facts.marketContexts().isEmpty();
        boolean enrolled = unlimited || facts.marketContexts().contains(facts.marketContext());
        return new Step(
                "enrolment",
                enrolled ? Step.Outcome.PASSED : Step.Outcome.UNKNOWN,
                enrolled
                        ? "the VEN takes part in the event's market context"
                        : "the VEN is not enrolled in %s; the event is offered all the same"
                                .formatted(facts.marketContext()));
    }

    private static Step registration(DeliveryFacts facts) {
        Optional<String> status = facts.venStatus().filter(word -> !word.equals("ACTIVE"));
        if (status.isPresent()) {
            return Step.of(
                    "registration", false, "the VEN is %s, so that its messages are refused".formatted(status.get()));
        }
        return Step.of(
                "registration",
                facts.registered(),
                facts.registered()
                        ? "the VEN is registered"
                        : "the VEN is not registered, so that its polls are refused with 463");
    }

    private static Step certificate(DeliveryFacts facts) {
        return Step.of(
                "certificate",
                facts.usableCertificates() > 0,
                facts.usableCertificates() > 0
                        ? "%d certificates are bound and valid".formatted(facts.usableCertificates())
                        : "no valid certificate is bound to the VEN, so that nobody can speak for it");
    }

    private static Step contact(DeliveryFacts facts) {
        return facts.lastMessage()
                .map(message -> Step.of("last message", !facts.lastMessageRefused(), message))
                .orElse(Step.of("last message", false, "nothing was ever heard of the VEN: it never came"));
    }

    private static Step offer(DeliveryFacts facts) {
        if (facts.delivery().isEmpty()) {
            return Step.unknown("offer", "there is nothing to offer");
        }
        DeliveryView delivery = facts.delivery().get();
        return delivery.lastOfferedAt()
                .map(at -> Step.of(
                        "offer",
                        true,
                        "modification %d was sent %d times, last at %s"
                                .formatted(delivery.modificationNumber(), delivery.offers(), at)))
                .orElse(Step.of(
                        "offer",
                        false,
                        "the VEN has not polled since modification %d was made"
                                .formatted(delivery.modificationNumber())));
    }

    private static Step error(DeliveryFacts facts) {
        Optional<String> refused = facts.delivery()
                .filter(delivery -> delivery.state() == DeliveryState.ERROR)
                .map(delivery -> "the VEN answered with the response code %s: %s"
                        .formatted(
                                delivery.responseCode().orElse(""),
                                delivery.responseDescription().orElse("no description")));
        return refused.map(detail -> Step.of("last error", false, detail))
                .orElse(Step.of(
                        "last error",
                        !facts.lastMessageRefused(),
                        facts.lastError()
                                .map(error -> facts.lastMessageRefused() ? error : "not about this event: " + error)
                                .orElse("none is known")));
    }

    private static Step answer(DeliveryFacts facts) {
        if (facts.delivery().isEmpty()) {
            return Step.unknown("answer", "there is nothing to answer");
        }
        DeliveryState state = facts.delivery().get().state();
        return switch (state) {
            case OPT_IN, OPT_OUT -> Step.of("answer", true, "the VEN answered " + state);
            case ACKNOWLEDGED -> Step.of("answer", true, "no answer is required");
            case ERROR -> Step.of("answer", false, "the VEN answered with an error");
            case NOT_REACHED -> Step.of("answer", false, "the VEN did not come for the event in time");
            case EXPIRED -> Step.of("answer", false, "the event was over before the VEN answered");
            case NOT_ANSWERING -> Step.of("answer", false, "the VEN gets the event and does not answer");
            case PENDING, DELIVERED -> Step.unknown("answer", "the answer is still awaited");
        };
    }
}
