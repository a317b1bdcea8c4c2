package io.openvtn.vtnapi.wire;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;

/** What several messages share. */
final class CommonXml {

    private CommonXml() {}

    /** Every message says which schema it keeps. */
    abstract static class Message {

        @XmlAttribute(namespace = Namespaces.EI)
        String schemaVersion;
    }

    @XmlType(
            namespace = Namespaces.EI,
            propOrder = {"responseCode", "responseDescription", "requestId"})
    static class EiResponse {

        @XmlElement(required = true)
        String responseCode;

        String responseDescription;

        @XmlElement(name = "requestID", namespace = Namespaces.PYLD, required = true)
        String requestId;
    }

    /** xcal's duration, an element in an element of the same name. */
    @XmlType(namespace = Namespaces.XCAL, name = "DurationPropType")
    static class XcalDuration {

        @XmlElement(required = true)
        String duration;

        static XcalDuration of(String text) {
            var duration = new XcalDuration();
            duration.duration = text;
            return duration;
        }
    }
}
