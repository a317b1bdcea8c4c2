package io.openvtn.vtnapi.certificate;

/** What a request has to show for itself, before anybody asks whose it is. */
public sealed interface Presented {

    record Certificate(ClientCertificate certificate) implements Presented {}

    /**
     * Nothing that could authenticate anybody; counted and logged already.
     *
     * @param status HTTP's
     * @param why for the caller
     */
    record Unusable(int status, String why) implements Presented {}
}
