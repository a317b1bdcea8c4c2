package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.wire.CommonXml.XcalDuration;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;

/** One signal of an event, with its intervals. */
final class SignalXml {

    private SignalXml() {}

    @XmlType(
            namespace = Namespaces.EI,
            propOrder = {"eiEventSignal", "eiEventBaseline"})
    static class Signals {

        @XmlElement(required = true)
        List<Signal> eiEventSignal = new ArrayList<>();

        Baseline eiEventBaseline;
    }

    @XmlType(
            namespace = Namespaces.EI,
            name = "eiEventBaselineType",
            propOrder = {"dtstart", "duration", "intervals", "baselineId", "resourceId", "baselineName", "itemBase"})
    static class Baseline {

        @XmlElement(namespace = Namespaces.XCAL, required = true)
        EventXml.DtStart dtstart;

        @XmlElement(namespace = Namespaces.XCAL, required = true)
        XcalDuration duration;

        @XmlElement(namespace = Namespaces.STRM, required = true)
        Intervals intervals;

        @XmlElement(name = "baselineID", required = true)
        String baselineId;

        @XmlElement(name = "resourceID")
        List<String> resourceId = new ArrayList<>();

        @XmlElement(required = true)
        String baselineName;

        @XmlElementRef(name = "itemBase", namespace = Namespaces.EMIX, type = JAXBElement.class, required = false)
        JAXBElement<?> itemBase;
    }

    @XmlType(
            namespace = Namespaces.EI,
            name = "eiEventSignalType",
            propOrder = {"intervals", "signalName", "signalType", "signalId", "itemBase", "currentValue"})
    static class Signal {

        @XmlElement(namespace = Namespaces.STRM, required = true)
        Intervals intervals = new Intervals();

        @XmlElement(required = true)
        String signalName;

        @XmlElement(required = true)
        String signalType;

        @XmlElement(name = "signalID", required = true)
        String signalId;

        @XmlElementRef(name = "itemBase", namespace = Namespaces.EMIX, type = JAXBElement.class, required = false)
        JAXBElement<?> itemBase;

        PayloadHolder currentValue;
    }

    @XmlType(namespace = Namespaces.STRM)
    static class Intervals {

        @XmlElement(namespace = Namespaces.EI, required = true)
        List<Interval> interval = new ArrayList<>();
    }

    @XmlType(
            namespace = Namespaces.EI,
            propOrder = {"duration", "uid", "signalPayload"})
    static class Interval {

        @XmlElement(namespace = Namespaces.XCAL)
        XcalDuration duration;

        @XmlElement(namespace = Namespaces.XCAL)
        Uid uid;

        @XmlElement(required = true)
        PayloadHolder signalPayload;
    }

    @XmlType(namespace = Namespaces.XCAL)
    static class Uid {

        @XmlElement(required = true)
        String text;
    }

    @XmlType(namespace = Namespaces.EI)
    static class PayloadHolder {

        @XmlElement(required = true)
        PayloadFloat payloadFloat;

        static PayloadHolder of(float value) {
            var holder = new PayloadHolder();
            holder.payloadFloat = new PayloadFloat();
            holder.payloadFloat.value = value;
            return holder;
        }
    }

    @XmlType(namespace = Namespaces.EI)
    static class PayloadFloat {

        float value;
    }
}
