package io.openvtn.vtnapi.wire;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;

/** oadrPayload, which some VENs put around every message. */
final class EnvelopeXml {

    private EnvelopeXml() {}

    @XmlRootElement(name = "oadrPayload")
    static class Payload {

        @XmlElement(required = true)
        SignedObject oadrSignedObject;
    }

    static class SignedObject {

        @XmlAnyElement(lax = true)
        Object message;
    }
}
