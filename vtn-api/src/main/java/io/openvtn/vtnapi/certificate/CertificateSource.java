package io.openvtn.vtnapi.certificate;

import io.vertx.core.http.HttpServerRequest;

/** Where a listener's requests have their certificate from. Thread safe. */
@FunctionalInterface
public interface CertificateSource {

    Presented presented(HttpServerRequest request);
}
