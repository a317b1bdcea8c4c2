package io.openvtn.bench.latency;

import io.openvtn.bench.suite.BoundVen;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.VenMessages;
import io.openvtn.bench.suite.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;

/** A VEN of a benchmark's own, enrolled and registered, with a connection. Not thread safe. */
final class OwnVen implements AutoCloseable {

    private final String venId;
    private final VenMessages messages;
    private final Wire wire;

    private OwnVen(String venId, VenMessages messages, Wire wire) {
        this.venId = venId;
        this.messages = messages;
        this.wire = wire;
    }

    /**
     * Enrols it in a suite by that name, and registers it.
     *
     * @param vtn where it finds the VTN, made of where the suite's is
     */
    static OwnVen enrol(Path data, String name, UnaryOperator<URI> vtn)
            throws IOException, InterruptedException, GeneralSecurityException {
        var enrolment = new ProcessBuilder(
                        System.getProperty("openvtn.repository") + "/deploy/local/enrol-ven",
                        name,
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String venId = new String(enrolment.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (enrolment.waitFor() != 0) {
            throw new IOException("the VEN could not be enrolled");
        }
        BoundVen enrolled = BoundVen.of(new Environment(data), name, venId);
        var ven = new OwnVen(
                venId,
                new VenMessages(venId),
                new BoundVen(venId, vtn.apply(enrolled.vtn()), enrolled.tls()).connect());
        ven.say("EiRegisterParty", ven.messages.register(name));
        return ven;
    }

    String venId() {
        return venId;
    }

    /** What a poll is answered with now. */
    String poll() throws IOException {
        return say("OadrPoll", messages.poll());
    }

    /** Accepts the first modification of an event. */
    void optIn(String eventId) throws IOException {
        say("EiEvent", messages.optIn(eventId));
    }

    private String say(String service, byte[] message) throws IOException {
        int status = wire.post(BoundVen.path(service), "application/xml", message);
        if (status != 200 || !wire.answer().contains("responseCode>200<")) {
            throw new IOException("%s: %d %s".formatted(service, status, wire.answer()));
        }
        return wire.answer();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
