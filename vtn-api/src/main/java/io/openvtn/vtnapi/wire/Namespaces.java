package io.openvtn.vtnapi.wire;

/** The namespaces of the OpenADR 2.0b schema. */
final class Namespaces {

    static final String OADR = "http://openadr.org/oadr-2.0b/2012/07";
    static final String EI = "http://docs.oasis-open.org/ns/energyinterop/201110";
    static final String PYLD = "http://docs.oasis-open.org/ns/energyinterop/201110/payloads";
    static final String EMIX = "http://docs.oasis-open.org/ns/emix/2011/06";
    static final String XCAL = "urn:ietf:params:xml:ns:icalendar-2.0";
    static final String STRM = "urn:ietf:params:xml:ns:icalendar-2.0:stream";
    static final String POWER = "http://docs.oasis-open.org/ns/emix/2011/06/power";
    static final String SCALE = "http://docs.oasis-open.org/ns/emix/2011/06/siscale";

    private Namespaces() {}
}
