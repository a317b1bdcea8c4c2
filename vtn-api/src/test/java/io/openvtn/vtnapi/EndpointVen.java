package io.openvtn.vtnapi;

import io.openvtn.testkit.ven.MutualTls;
import io.openvtn.testkit.ven.Reply;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.testkit.ven.VenClient;
import io.openvtn.vtnapi.wire.Documents;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** A VEN that speaks to the endpoint over mutual TLS and keeps its connection open. */
public final class EndpointVen {

    private final String venId;
    private final Issued certificate;
    private final VenClient client;

    public EndpointVen(String venId, Issued certificate) {
        this.venId = venId;
        this.certificate = certificate;
        this.client = new VenClient(MutualTls.showing(certificate, ServerCertificate.CERTIFICATE));
    }

    public String venId() {
        return venId;
    }

    public Issued certificate() {
        return certificate;
    }

    public Reply poll() {
        return poll(venId);
    }

    public Reply poll(String asVenId) {
        return say("OadrPoll", document("poll", asVenId));
    }

    public Reply query() {
        return say("EiRegisterParty", document("query-registration", venId));
    }

    /** First registration: no registrationID, no venID. */
    public Reply register() {
        return say("EiRegisterParty", createPartyRegistration().replaceAll("<ei:registrationID>.*?</ei:venID>", ""));
    }

    public Reply register(String registrationId) {
        return say("EiRegisterParty", createPartyRegistration().replace("reg-1", registrationId));
    }

    /** As a file, on one line: this VEN's oadrCreatePartyRegistration with both IDs. */
    public String createPartyRegistration() {
        return document("create-party-registration", venId).replace("\n", "");
    }

    public Reply requestEvent() {
        return say("EiEvent", document("request-event", venId));
    }

    public Reply answer(String eventId, int modificationNumber) {
        return say("EiEvent", createdEvent(eventId, modificationNumber));
    }

    public String createdEvent(String eventId, int modificationNumber) {
        return document("created-event", venId)
                .replace("event-a", eventId)
                .replace("modificationNumber>3<", "modificationNumber>" + modificationNumber + "<");
    }

    public Reply registerReport() {
        return say("EiReport", document("register-report", venId));
    }

    public static String document(String name, String venId) {
        return Documents.text(name).replace("venID>ven-1<", "venID>" + venId + "<");
    }

    public Reply say(String service, String message) {
        return send(request(service).POST(HttpRequest.BodyPublishers.ofString(message)));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return client.send(request.build());
        } catch (IOException e) {
            throw new HandshakeFailed(e);
        }
    }

    /** No answer came: the connection was refused or cut. */
    public static final class HandshakeFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private HandshakeFailed(IOException cause) {
            super(cause);
        }
    }

    public static HttpRequest.Builder request(String service) {
        return VenClient.request(url("/"), service);
    }

    public static URI url(String path) {
        return URI.create("https://localhost:" + port() + path);
    }

    public static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.ssl-port", Integer.class);
    }

    /** Whether the endpoint listens. */
    public static boolean isListening() {
        try (var socket = new Socket("localhost", port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A client that trusts the endpoint and shows that certificate, or none. */
    public static HttpClient client(Optional<Issued> shown) {
        var trusted = ServerCertificate.CERTIFICATE;
        return VenClient.http(shown.map(own -> MutualTls.showing(own, trusted))
                .orElseGet(() -> MutualTls.withoutCertificate(trusted)));
    }
}
