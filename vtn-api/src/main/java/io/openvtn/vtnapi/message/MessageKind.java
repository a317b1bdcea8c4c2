package io.openvtn.vtnapi.message;

import io.openvtn.bus.contract.Ids;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every message of OpenADR 2.0b that may reach a VTN: its root element, where it belongs, and how it is answered. */
public enum MessageKind {
    POLL("oadrPoll", Reply.RESPONSE, Service.OADR_POLL),
    QUERY_REGISTRATION("oadrQueryRegistration", Reply.CREATED_PARTY_REGISTRATION, Service.EI_REGISTER_PARTY),
    CREATE_PARTY_REGISTRATION(
            "oadrCreatePartyRegistration", Reply.CREATED_PARTY_REGISTRATION, Service.EI_REGISTER_PARTY),
    CANCEL_PARTY_REGISTRATION(
            "oadrCancelPartyRegistration", Reply.CANCELED_PARTY_REGISTRATION, Service.EI_REGISTER_PARTY),
    REQUEST_EVENT("oadrRequestEvent", Reply.DISTRIBUTE_EVENT, Service.EI_EVENT),
    CREATED_EVENT("oadrCreatedEvent", Reply.RESPONSE, Service.EI_EVENT),
    REGISTER_REPORT("oadrRegisterReport", Reply.REGISTERED_REPORT, Service.EI_REPORT),
    REGISTERED_REPORT("oadrRegisteredReport", Reply.RESPONSE, Service.EI_REPORT),
    CREATE_REPORT("oadrCreateReport", Reply.CREATED_REPORT, Service.EI_REPORT),
    CREATED_REPORT("oadrCreatedReport", Reply.RESPONSE, Service.EI_REPORT),
    UPDATE_REPORT("oadrUpdateReport", Reply.UPDATED_REPORT, Service.EI_REPORT),
    UPDATED_REPORT("oadrUpdatedReport", Reply.RESPONSE, Service.EI_REPORT),
    CANCEL_REPORT("oadrCancelReport", Reply.CANCELED_REPORT, Service.EI_REPORT),
    CANCELED_REPORT("oadrCanceledReport", Reply.RESPONSE, Service.EI_REPORT),
    CREATE_OPT("oadrCreateOpt", Reply.CREATED_OPT, Service.EI_OPT),
    CANCEL_OPT("oadrCancelOpt", Reply.CANCELED_OPT, Service.EI_OPT),
    // answers to what a poll carried come back on whatever path the VEN likes
    CANCELED_PARTY_REGISTRATION("oadrCanceledPartyRegistration", Reply.RESPONSE),
    RESPONSE("oadrResponse", Reply.RESPONSE),
    // what only a VTN sends
    DISTRIBUTE_EVENT("oadrDistributeEvent", Reply.RESPONSE),
    CREATED_PARTY_REGISTRATION("oadrCreatedPartyRegistration", Reply.RESPONSE),
    REQUEST_REREGISTRATION("oadrRequestReregistration", Reply.RESPONSE),
    CREATED_OPT("oadrCreatedOpt", Reply.RESPONSE),
    CANCELED_OPT("oadrCanceledOpt", Reply.RESPONSE);

    /** The type of the reply, errors included. */
    private enum Reply {
        RESPONSE,
        CREATED_PARTY_REGISTRATION,
        CANCELED_PARTY_REGISTRATION,
        DISTRIBUTE_EVENT,
        REGISTERED_REPORT,
        CREATED_REPORT,
        UPDATED_REPORT,
        CANCELED_REPORT,
        CREATED_OPT,
        CANCELED_OPT
    }

    private final String rootElement;
    private final Reply reply;
    private final Set<Service> services;

    MessageKind(String rootElement, Reply reply, Service... services) {
        this.rootElement = rootElement;
        this.reply = reply;
        this.services = services.length == 0 ? EnumSet.allOf(Service.class) : Set.of(services);
    }

    /** Empty for what is no message of OpenADR 2.0b. */
    public static Optional<MessageKind> of(String rootElement) {
        return Arrays.stream(values())
                .filter(kind -> kind.rootElement.equals(rootElement))
                .findFirst();
    }

    /** The name of its root element, such as {@code oadrPoll}. */
    public String rootElement() {
        return rootElement;
    }

    public boolean belongsOn(Service service) {
        return services.contains(service);
    }

    /** Whether a VEN may send it that has not registered. */
    public boolean comesBeforeRegistration() {
        return this == QUERY_REGISTRATION || this == CREATE_PARTY_REGISTRATION;
    }

    /** The typed reply without content to a message of this kind. */
    public VtnReply refusal(
            ResponseCode code, String description, String requestId, Optional<String> venId, String vtnId) {
        return switch (reply) {
            case RESPONSE -> new VtnReply.Response(code, description, requestId, venId);
            case CREATED_PARTY_REGISTRATION ->
                new VtnReply.CreatedPartyRegistration(
                        code, description, requestId, Optional.empty(), venId, vtnId, Duration.ZERO);
            case CANCELED_PARTY_REGISTRATION ->
                new VtnReply.CanceledPartyRegistration(code, description, requestId, Optional.empty(), venId);
            case DISTRIBUTE_EVENT ->
                new VtnReply.DistributeEvent(code, description, requestId, Ids.next("req-"), vtnId, List.of());
            case REGISTERED_REPORT -> new VtnReply.RegisteredReport(code, description, requestId, venId);
            case CREATED_REPORT -> new VtnReply.CreatedReport(code, description, requestId, venId);
            case UPDATED_REPORT -> new VtnReply.UpdatedReport(code, description, requestId, venId);
            case CANCELED_REPORT -> new VtnReply.CanceledReport(code, description, requestId, venId);
            case CREATED_OPT -> new VtnReply.CreatedOpt(code, description, requestId, "");
            case CANCELED_OPT -> new VtnReply.CanceledOpt(code, description, requestId, Optional.empty());
        };
    }
}
