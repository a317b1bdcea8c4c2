package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.wire.CommonXml.EiResponse;
import io.openvtn.vtnapi.wire.CommonXml.Message;
import io.openvtn.vtnapi.wire.CommonXml.XcalDuration;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** The messages of EiRegisterParty. */
final class RegistrationXml {

    private RegistrationXml() {}

    @XmlRootElement(name = "oadrQueryRegistration")
    static class QueryRegistration extends Message {

        @XmlElement(name = "requestID", namespace = Namespaces.PYLD, required = true)
        String requestId;
    }

    @XmlRootElement(name = "oadrCreatePartyRegistration")
    @XmlType(
            propOrder = {
                "requestId",
                "registrationId",
                "venId",
                "oadrProfileName",
                "oadrTransportName",
                "oadrTransportAddress",
                "oadrReportOnly",
                "oadrXmlSignature",
                "oadrVenName",
                "oadrHttpPullModel"
            })
    static class CreatePartyRegistration extends Message {

        @XmlElement(name = "requestID", namespace = Namespaces.PYLD, required = true)
        String requestId;

        @XmlElement(name = "registrationID", namespace = Namespaces.EI)
        String registrationId;

        @XmlElement(name = "venID", namespace = Namespaces.EI)
        String venId;

        @XmlElement(required = true)
        Profile oadrProfileName;

        @XmlElement(required = true)
        Transport oadrTransportName;

        String oadrTransportAddress;

        @XmlElement(required = true)
        Boolean oadrReportOnly;

        @XmlElement(required = true)
        Boolean oadrXmlSignature;

        String oadrVenName;

        Boolean oadrHttpPullModel;
    }

    @XmlRootElement(name = "oadrCreatedPartyRegistration")
    @XmlType(
            propOrder = {"eiResponse", "registrationId", "venId", "vtnId", "oadrProfiles", "oadrRequestedOadrPollFreq"})
    static class CreatedPartyRegistration extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElement(name = "registrationID", namespace = Namespaces.EI)
        String registrationId;

        @XmlElement(name = "venID", namespace = Namespaces.EI)
        String venId;

        @XmlElement(name = "vtnID", namespace = Namespaces.EI, required = true)
        String vtnId;

        @XmlElementWrapper(name = "oadrProfiles", required = true)
        @XmlElement(name = "oadrProfile", required = true)
        List<OadrProfile> oadrProfiles;

        XcalDuration oadrRequestedOadrPollFreq;
    }

    @XmlType(propOrder = {"oadrProfileName", "oadrTransports"})
    static class OadrProfile {

        @XmlElement(required = true)
        Profile oadrProfileName;

        @XmlElementWrapper(name = "oadrTransports", required = true)
        @XmlElement(name = "oadrTransport", required = true)
        List<OadrTransport> oadrTransports;
    }

    static class OadrTransport {

        @XmlElement(required = true)
        Transport oadrTransportName;
    }

    @XmlRootElement(name = "oadrCancelPartyRegistration")
    @XmlType(propOrder = {"requestId", "registrationId", "venId"})
    static class CancelPartyRegistration extends Message {

        @XmlElement(name = "requestID", namespace = Namespaces.PYLD, required = true)
        String requestId;

        @XmlElement(name = "registrationID", namespace = Namespaces.EI, required = true)
        String registrationId;

        @XmlElement(name = "venID", namespace = Namespaces.EI)
        String venId;
    }

    @XmlRootElement(name = "oadrRequestReregistration")
    static class RequestReregistration extends Message {

        @XmlElement(name = "venID", namespace = Namespaces.EI, required = true)
        String venId;
    }

    @XmlRootElement(name = "oadrCanceledPartyRegistration")
    @XmlType(propOrder = {"eiResponse", "registrationId", "venId"})
    static class CanceledPartyRegistration extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElement(name = "registrationID", namespace = Namespaces.EI)
        String registrationId;

        @XmlElement(name = "venID", namespace = Namespaces.EI)
        String venId;
    }

    @jakarta.xml.bind.annotation.XmlEnum
    enum Profile {
        @jakarta.xml.bind.annotation.XmlEnumValue("2.0a")
        A("2.0a"),
        @jakarta.xml.bind.annotation.XmlEnumValue("2.0b")
        B("2.0b");

        final String word;

        Profile(String word) {
            this.word = word;
        }
    }

    @jakarta.xml.bind.annotation.XmlEnum
    enum Transport {
        @jakarta.xml.bind.annotation.XmlEnumValue("simpleHttp")
        SIMPLE_HTTP("simpleHttp"),
        @jakarta.xml.bind.annotation.XmlEnumValue("xmpp")
        XMPP("xmpp");

        final String word;

        Transport(String word) {
            this.word = word;
        }
    }
}
