package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.wire.CommonXml.EiResponse;
import io.openvtn.vtnapi.wire.CommonXml.Message;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;

/** The messages of EiOpt. */
final class OptXml {

    private OptXml() {}

    @XmlRootElement(name = "oadrCreateOpt")
    @XmlType(
            propOrder = {
                "optId",
                "optType",
                "optReason",
                "marketContext",
                "venId",
                "vavailability",
                "createdDateTime",
                "requestId",
                "qualifiedEventId",
                "eiTarget",
                "oadrDeviceClass"
            })
    static class CreateOpt extends Message {

        @XmlElement(name = "optID", namespace = Namespaces.EI, required = true)
        String optId;

        @XmlElement(namespace = Namespaces.EI, required = true)
        EventXml.Opt optType;

        @XmlElement(namespace = Namespaces.EI, required = true)
        String optReason;

        @XmlElement(namespace = Namespaces.EMIX)
        String marketContext;

        @XmlElement(name = "venID", namespace = Namespaces.EI, required = true)
        String venId;

        @XmlElement(namespace = Namespaces.XCAL)
        Vavailability vavailability;

        @XmlElement(namespace = Namespaces.EI, required = true)
        String createdDateTime;

        @XmlElement(name = "requestID", namespace = Namespaces.PYLD, required = true)
        String requestId;

        @XmlElement(name = "qualifiedEventID", namespace = Namespaces.EI)
        EventXml.QualifiedEventId qualifiedEventId;

        @XmlElement(namespace = Namespaces.EI, required = true)
        TargetXml.Target eiTarget;

        TargetXml.Target oadrDeviceClass;
    }

    @XmlType(namespace = Namespaces.XCAL)
    static class Vavailability {

        @XmlElement(required = true)
        AvailabilityComponents components;
    }

    /** A class, for JAXB's own wrappers lose the import of a foreign namespace in the schema that they generate. */
    @XmlType(namespace = Namespaces.XCAL)
    static class AvailabilityComponents {

        List<Available> available = new ArrayList<>();
    }

    @XmlType(namespace = Namespaces.XCAL)
    static class Available {

        @XmlElement(required = true)
        EventXml.Properties properties;
    }

    @XmlRootElement(name = "oadrCancelOpt")
    @XmlType(propOrder = {"requestId", "optId", "venId"})
    static class CancelOpt extends Message {

        @XmlElement(name = "requestID", namespace = Namespaces.PYLD, required = true)
        String requestId;

        @XmlElement(name = "optID", namespace = Namespaces.EI, required = true)
        String optId;

        @XmlElement(name = "venID", namespace = Namespaces.EI, required = true)
        String venId;
    }

    @XmlRootElement(name = "oadrCreatedOpt")
    @XmlType(propOrder = {"eiResponse", "optId"})
    static class CreatedOpt extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElement(name = "optID", namespace = Namespaces.EI, required = true)
        String optId;
    }

    @XmlRootElement(name = "oadrCanceledOpt")
    @XmlType(propOrder = {"eiResponse", "optId"})
    static class CanceledOpt extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElement(name = "optID", namespace = Namespaces.EI)
        String optId;
    }
}
