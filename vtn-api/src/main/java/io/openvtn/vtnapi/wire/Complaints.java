package io.openvtn.vtnapi.wire;

import jakarta.xml.bind.ValidationEvent;
import jakarta.xml.bind.ValidationEventHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the schema has against one message. */
final class Complaints implements ValidationEventHandler {

    private static final int ENOUGH = 6;
    private static final String VALIDATOR = "cvc-";
    private static final int LONGEST = 400;
    /** The validator tells of a bad value twice: what is wrong with it, and then which element it is in. */
    private static final String OF_A_VALUE = "cvc-(?:type\\.3\\.1|attribute\\.3).*";

    private final List<String> messages = new ArrayList<>();

    @Override
    public boolean handleEvent(ValidationEvent event) {
        add(Optional.ofNullable(event.getMessage()).orElse("the schema refuses it"));
        return messages.size() < ENOUGH;
    }

    void add(String message) {
        if (messages.size() < ENOUGH) {
            messages.add(message.replaceAll("\\s+", " "));
        }
    }

    boolean none() {
        return messages.isEmpty();
    }

    /** Names the element; the validator's words come before JAXB's, which name it seldom. */
    String sentence() {
        List<String> found =
                messages.stream().filter(text -> text.startsWith(VALIDATOR)).toList();
        String text = found.isEmpty() ? messages.get(0) : found.get(0);
        if (found.size() > 1 && found.get(1).matches(OF_A_VALUE)) {
            text = found.get(1) + " " + text;
        }
        String plain = text.replaceAll("cvc-[\\w.-]+: ", "").replaceAll("\"[^\"]*\":", "");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }
}
