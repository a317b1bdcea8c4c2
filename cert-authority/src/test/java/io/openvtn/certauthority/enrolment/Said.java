package io.openvtn.certauthority.enrolment;

import java.util.ArrayList;
import java.util.List;

/** What a device was told, in a few words. */
final class Said implements Enrolment.Answers {

    private final List<String> words = new ArrayList<>();

    static String to(Enrolment.Outcome outcome) {
        var said = new Said();
        outcome.answeredBy(said);
        return String.join(", ", said.words);
    }

    @Override
    public void enrolled(String certificate) {
        words.add("enrolled " + certificate);
    }

    @Override
    public void waiting() {
        words.add("waiting");
    }

    @Override
    public void noToken() {
        words.add("no token");
    }

    @Override
    public void refused(String reason) {
        words.add("refused " + reason);
    }

    @Override
    public void notYet(String reason) {
        words.add("not yet " + reason);
    }
}
