package io.openvtn.bench.fleet.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openvtn.bench.suite.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Where a running OpenVTN is.
 *
 * @param authorization of its operator, as the header of that name
 * @param caBundle the CAs that its VTN's certificate comes from, in PEM
 */
public record Suite(URI vtn, URI certAuthority, URI dispatcher, String authorization, Path caBundle) {

    /** Reads {@code env}, which {@code deploy/local/start} wrote into its data folder. */
    public static Suite of(Path data) throws IOException {
        var environment = new Environment(data);
        String credentials = environment.value("OPERATOR_USER") + ":" + environment.value("OPERATOR_PASSWORD");
        return new Suite(
                URI.create(environment.value("VTN_URL")),
                URI.create(environment.value("CA_URL")),
                URI.create(environment.value("DISPATCHER_URL")),
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)),
                Path.of(environment.value("CA_BUNDLE")));
    }

    public Suite withVtn(String url) {
        return new Suite(URI.create(url), certAuthority, dispatcher, authorization, caBundle);
    }
}
