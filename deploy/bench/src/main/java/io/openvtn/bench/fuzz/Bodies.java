package io.openvtn.bench.fuzz;

import io.openvtn.bench.suite.BoundVen;
import java.io.IOException;
import java.util.List;

/** Messages of VENs. */
final class Bodies {

    private static final String NAMESPACE = "http://openadr.org/oadr-2.0b/2012/07";

    private final List<BoundVen> vens;
    private final List<List<VenText>> texts;

    /** @param vens registered ones, of which each connection is another's, as one alone would come up against its rate */
    Bodies(List<BoundVen> vens) {
        this.vens = vens;
        this.texts = vens.stream().map(ven -> VenText.all(ven.venId())).toList();
    }

    void fuzz(Fuzzing fuzzing) throws IOException, InterruptedException {
        fuzzing.run(
                connection -> vens.get(connection % vens.size()).connect(),
                (mutation, connection) -> input(mutation, texts.get(connection % vens.size())));
    }

    private static Fuzzing.Input input(Mutation mutation, List<VenText> texts) {
        var text = mutation.any(texts);
        // An answer that is not of OpenADR is none at all.
        return new Fuzzing.Input(
                BoundVen.path(text.service()),
                "application/xml",
                "",
                mutation.of(text.bytes()),
                (status, answer) -> answer.contains(NAMESPACE));
    }
}
