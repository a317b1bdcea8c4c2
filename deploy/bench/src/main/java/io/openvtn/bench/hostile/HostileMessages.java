package io.openvtn.bench.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openvtn.bench.suite.VenMessages;
import java.util.Arrays;

/** What one VEN may say that is more than anybody should have to hear; all of it in the VEN's own name. */
final class HostileMessages {

    /** Three bytes of UTF-8 in each of its characters. */
    private static final String WIDE = "電";

    private static final int DOUBLINGS = 20;

    private final VenMessages proper;

    HostileMessages(VenMessages proper) {
        this.proper = proper;
    }

    byte[] registerWithALongName(int characters) {
        return proper.register(WIDE.repeat(characters));
    }

    byte[] scheduleWithALongId(int characters) {
        return proper.schedule(WIDE.repeat(characters), "2026-12-01T17:00:00Z", "PT1H");
    }

    byte[] manyElements(int count) {
        return VenMessages.message("oadrPoll", proper.id() + "<oadr:x/>".repeat(count));
    }

    byte[] deep(int levels) {
        return VenMessages.message("oadrPoll", "<oadr:x>".repeat(levels) + "</oadr:x>".repeat(levels) + proper.id());
    }

    /** A number that a pattern has to be held against. */
    byte[] longNumber(int digits) {
        return proper.schedule("opt-long", "2026-12-01T17:00:00Z", "PT" + "1".repeat(digits) + "S");
    }

    /** A megabyte, once each name is what it stands for. */
    byte[] entities() {
        var bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < DOUBLINGS; i++) {
            bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
        }
        return bomb.append("]><x>&e%d;</x>".formatted(DOUBLINGS - 1)).toString().getBytes(UTF_8);
    }

    byte[] unfinished() {
        return Arrays.copyOf(proper.poll(), proper.poll().length / 2);
    }
}
