package io.openvtn.vtnapi.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Passes over what is in the elements that may hold anything, and that this VTN carries no further: polygons, subjects of reports,
 * descriptions of Green Button. Binding them would cost a hundred times what the rest of a message does.
 */
final class WithoutWildcards extends StreamReaderDelegate {

    private static final Set<String> WILDCARDS =
            Set.of("reportSubject", "reportDataSource", "oadrGBDataDescription", "serviceArea", "serviceLocation");
    private static final Set<String> WILDCARDS_OF_REPORTS = Set.of("dtstart", "intervals");
    private static final String REPORT = "oadrReport";

    /** Names of the elements that are open, the innermost first. */
    private final Deque<String> open = new ArrayDeque<>();

    /** @param reader at the start of a message */
    WithoutWildcards(XMLStreamReader reader) {
        super(reader);
        open.push(reader.getLocalName());
    }

    @Override
    public int next() throws XMLStreamException {
        boolean skipping = getEventType() == START_ELEMENT && isWildcard();
        int event = skipping ? end() : super.next();
        if (event == START_ELEMENT) {
            open.push(getLocalName());
        } else if (event == END_ELEMENT) {
            // JAXB looks one further than the message's end, which may be the end of the envelope: nothing is open
            // there
            open.poll();
        }
        return event;
    }

    private boolean isWildcard() {
        String name = open.pop();
        boolean inReport = REPORT.equals(open.peek());
        open.push(name);
        return WILDCARDS.contains(name) || inReport && WILDCARDS_OF_REPORTS.contains(name);
    }

    /** To the end of the element that has just begun. */
    private int end() throws XMLStreamException {
        int depth = 1;
        int event = START_ELEMENT;
        while (depth > 0) {
            event = super.next();
            if (event == START_ELEMENT) {
                depth++;
            } else if (event == END_ELEMENT) {
                depth--;
            }
        }
        return event;
    }
}
