package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.wire.CommonXml.EiResponse;
import io.openvtn.vtnapi.wire.CommonXml.Message;
import io.openvtn.vtnapi.wire.CommonXml.XcalDuration;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;

/** The messages of EiEvent. */
final class EventXml {

    private EventXml() {}

    @XmlRootElement(name = "oadrRequestEvent")
    static class RequestEvent extends Message {

        @XmlElement(namespace = Namespaces.PYLD, required = true)
        EiRequestEvent eiRequestEvent;
    }

    @XmlType(
            namespace = Namespaces.PYLD,
            propOrder = {"requestId", "venId", "replyLimit"})
    static class EiRequestEvent {

        @XmlElement(name = "requestID", required = true)
        String requestId;

        @XmlElement(name = "venID", namespace = Namespaces.EI, required = true)
        String venId;

        @XmlSchemaType(name = "unsignedInt")
        Long replyLimit;
    }

    @XmlRootElement(name = "oadrCreatedEvent")
    static class CreatedEvent extends Message {

        @XmlElement(namespace = Namespaces.PYLD, required = true)
        EiCreatedEvent eiCreatedEvent;
    }

    @XmlType(
            namespace = Namespaces.PYLD,
            propOrder = {"eiResponse", "eventResponses", "venId"})
    static class EiCreatedEvent {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElement(namespace = Namespaces.EI)
        EventResponses eventResponses = new EventResponses();

        @XmlElement(name = "venID", namespace = Namespaces.EI, required = true)
        String venId;
    }

    /** A class, for JAXB's own wrappers lose the import of a foreign namespace in the schema that they generate. */
    @XmlType(namespace = Namespaces.EI)
    static class EventResponses {

        List<EventResponse> eventResponse = new ArrayList<>();
    }

    @XmlType(
            namespace = Namespaces.EI,
            propOrder = {"responseCode", "responseDescription", "requestId", "qualifiedEventId", "optType"})
    static class EventResponse {

        @XmlElement(required = true)
        String responseCode;

        String responseDescription;

        @XmlElement(name = "requestID", namespace = Namespaces.PYLD, required = true)
        String requestId;

        @XmlElement(name = "qualifiedEventID", required = true)
        QualifiedEventId qualifiedEventId;

        @XmlElement(required = true)
        Opt optType;
    }

    @XmlType(
            namespace = Namespaces.EI,
            propOrder = {"eventId", "modificationNumber"})
    static class QualifiedEventId {

        @XmlElement(name = "eventID", required = true)
        String eventId;

        @XmlElement(required = true)
        @XmlSchemaType(name = "unsignedInt")
        Long modificationNumber;
    }

    @XmlEnum
    @XmlType(namespace = Namespaces.EI)
    enum Opt {
        @XmlEnumValue("optIn")
        IN,
        @XmlEnumValue("optOut")
        OUT
    }

    @XmlRootElement(name = "oadrDistributeEvent")
    @XmlType(propOrder = {"eiResponse", "requestId", "vtnId", "oadrEvent"})
    static class DistributeEvent extends Message {

        @XmlElement(namespace = Namespaces.EI)
        EiResponse eiResponse;

        @XmlElement(name = "requestID", namespace = Namespaces.PYLD, required = true)
        String requestId;

        @XmlElement(name = "vtnID", namespace = Namespaces.EI, required = true)
        String vtnId;

        List<OadrEvent> oadrEvent = new ArrayList<>();
    }

    @XmlType(propOrder = {"eiEvent", "oadrResponseRequired"})
    static class OadrEvent {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiEvent eiEvent;

        @XmlElement(required = true)
        String oadrResponseRequired;
    }

    @XmlType(
            namespace = Namespaces.EI,
            propOrder = {"eventDescriptor", "eiActivePeriod", "eiEventSignals", "eiTarget"})
    static class EiEvent {

        @XmlElement(required = true)
        EventDescriptor eventDescriptor;

        @XmlElement(required = true)
        ActivePeriod eiActivePeriod;

        @XmlElement(required = true)
        SignalXml.Signals eiEventSignals = new SignalXml.Signals();

        @XmlElement(required = true)
        TargetXml.Target eiTarget;
    }

    @XmlType(
            namespace = Namespaces.EI,
            propOrder = {
                "eventId",
                "modificationNumber",
                "priority",
                "eiMarketContext",
                "createdDateTime",
                "eventStatus",
                "testEvent",
                "vtnComment"
            })
    static class EventDescriptor {

        @XmlElement(name = "eventID", required = true)
        String eventId;

        long modificationNumber;

        long priority;

        @XmlElement(required = true)
        MarketContext eiMarketContext;

        @XmlElement(required = true)
        String createdDateTime;

        @XmlElement(required = true)
        String eventStatus;

        String testEvent;

        String vtnComment;
    }

    @XmlType(namespace = Namespaces.EI)
    static class MarketContext {

        @XmlElement(namespace = Namespaces.EMIX, required = true)
        String marketContext;
    }

    @XmlType(
            namespace = Namespaces.EI,
            propOrder = {"properties", "components"})
    static class ActivePeriod {

        @XmlElement(namespace = Namespaces.XCAL, required = true)
        Properties properties;

        /** Always there, always empty: VENs look for it. */
        @XmlElement(namespace = Namespaces.XCAL, required = true)
        String components = "";
    }

    @XmlType(
            namespace = Namespaces.XCAL,
            propOrder = {"dtstart", "duration", "tolerance", "notification", "rampUp", "recovery"})
    static class Properties {

        @XmlElement(required = true)
        DtStart dtstart;

        @XmlElement(required = true)
        XcalDuration duration;

        Tolerance tolerance;

        @XmlElement(name = "x-eiNotification", namespace = Namespaces.EI)
        XcalDuration notification;

        @XmlElement(name = "x-eiRampUp", namespace = Namespaces.EI)
        XcalDuration rampUp;

        @XmlElement(name = "x-eiRecovery", namespace = Namespaces.EI)
        XcalDuration recovery;
    }

    @XmlType(namespace = Namespaces.XCAL)
    static class DtStart {

        @XmlElement(name = "date-time", required = true)
        String dateTime;
    }

    @XmlType(namespace = Namespaces.XCAL)
    static class Tolerance {

        @XmlElement(required = true)
        Tolerate tolerate;
    }

    @XmlType(namespace = Namespaces.XCAL)
    static class Tolerate {

        String startafter;
    }
}
