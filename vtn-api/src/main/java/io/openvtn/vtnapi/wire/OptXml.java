package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.wire.CommonXml.EiResponse;
import io.openvtn.vtnapi.wire.CommonXml.Message;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;

/** The replies of EiOpt. */
final class OptXml {

    private OptXml() {}

    @XmlRootElement(name = "oadrCreatedOpt")
    @XmlType(propOrder = {"eiResponse", "optId"})
    static class CreatedOpt extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElement(name = "optID", namespace = Namespaces.EI, required = true)
        String optId;
    }

    @XmlRootElement(name = "oadrCanceledOpt")
    static class CanceledOpt extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;
    }
}
