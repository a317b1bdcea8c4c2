package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.contract.ResponseCodes;
import io.openvtn.bus.contract.VenMessage.Deregistered;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.bus.contract.VenMessage.OptCanceled;
import io.openvtn.bus.contract.VenMessage.OptCreated;
import io.openvtn.bus.contract.VenMessage.Registered;
import io.openvtn.bus.contract.VenMessage.ReportsRegistered;
import io.openvtn.bus.contract.VenMessage.RequestAnswered;
import io.openvtn.bus.contract.VenMessage.RequestOffered;
import io.openvtn.bus.contract.VenMessageListener;
import java.util.Optional;

/** What a message was, in a few words for people, and the error that it tells of. Not thread safe. */
final class Summary implements VenMessageListener {

    private String words = "a message";
    private Optional<String> error = Optional.empty();
    private boolean refused;

    /** Such as "events answered". */
    String words() {
        return words;
    }

    Optional<String> error() {
        return error.map(VenContacts::shortened);
    }

    /** The message had no effect. */
    boolean isRefused() {
        return refused;
    }

    @Override
    public void registered(Registered message) {
        words = "registered";
    }

    @Override
    public void deregistered(Deregistered message) {
        words = "deregistered";
    }

    @Override
    public void requestOffered(RequestOffered message) {
        words = "request offered";
    }

    @Override
    public void requestAnswered(RequestAnswered message) {
        words = "request answered";
    }

    @Override
    public void eventsOffered(EventsOffered message) {
        words = "events offered";
    }

    @Override
    public void reportsRegistered(ReportsRegistered message) {
        words = "reports registered";
    }

    @Override
    public void optCreated(OptCreated message) {
        words = "opt created";
    }

    @Override
    public void optCanceled(OptCanceled message) {
        words = "opt canceled";
    }

    @Override
    public void eventsAnswered(EventsAnswered message) {
        words = "events answered";
        Optional<String> whole = ResponseCodes.isSuccess(message.responseCode())
                ? Optional.empty()
                : Optional.of("oadrCreatedEvent with the response code " + message.responseCode());
        error = whole.or(() -> message.responses().stream()
                .filter(response -> !ResponseCodes.isSuccess(response.responseCode()))
                .map(response -> "event %s answered with the response code %s: %s"
                        .formatted(
                                response.eventId(),
                                response.responseCode(),
                                response.responseDescription().orElse("no description")))
                .findFirst());
    }

    @Override
    public void messageRefused(MessageRefused message) {
        words = "%s, refused".formatted(message.message());
        error = Optional.of(message.inWords());
        refused = true;
    }
}
