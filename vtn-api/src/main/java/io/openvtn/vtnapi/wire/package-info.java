/** XML in and out: the messages of OpenADR 2.0b, their schema, response codes and error replies. JAXB stays in here. */
@XmlSchema(
        namespace = Namespaces.OADR,
        elementFormDefault = XmlNsForm.QUALIFIED,
        xmlns = {
            @XmlNs(prefix = "oadr", namespaceURI = Namespaces.OADR),
            @XmlNs(prefix = "ei", namespaceURI = Namespaces.EI),
            @XmlNs(prefix = "pyld", namespaceURI = Namespaces.PYLD),
            @XmlNs(prefix = "emix", namespaceURI = Namespaces.EMIX),
            @XmlNs(prefix = "xcal", namespaceURI = Namespaces.XCAL),
            @XmlNs(prefix = "strm", namespaceURI = Namespaces.STRM),
            @XmlNs(prefix = "power", namespaceURI = Namespaces.POWER),
            @XmlNs(prefix = "scale", namespaceURI = Namespaces.SCALE)
        })
@XmlAccessorType(XmlAccessType.FIELD)
package io.openvtn.vtnapi.wire;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlNs;
import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
