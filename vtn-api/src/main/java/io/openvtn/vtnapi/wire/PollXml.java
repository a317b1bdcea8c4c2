package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.wire.CommonXml.EiResponse;
import io.openvtn.vtnapi.wire.CommonXml.Message;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;

/** oadrPoll and the answer to it when nothing waits. */
final class PollXml {

    private PollXml() {}

    @XmlRootElement(name = "oadrPoll")
    static class Poll extends Message {

        @XmlElement(name = "venID", namespace = Namespaces.EI, required = true)
        String venId;
    }

    @XmlRootElement(name = "oadrResponse")
    @XmlType(propOrder = {"eiResponse", "venId"})
    static class Response extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElement(name = "venID", namespace = Namespaces.EI)
        String venId;
    }
}
