package io.openvtn.testkit.tool;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a class logs until this is closed. */
public final class LogLines implements AutoCloseable {

    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final Logger logger;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(new Line(MESSAGE.format(line), ((ExtLogRecord) line).getMdcCopy()));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** @param fields beside the text */
    public record Line(String text, Map<String, String> fields) {}

    public LogLines(Class<?> of) {
        this(of.getName());
    }

    /** @param category that stands before the text in the log */
    public LogLines(String category) {
        logger = Logger.getLogger(category);
        logger.addHandler(handler);
    }

    public List<Line> all() {
        return lines;
    }

    public boolean contain(String text) {
        return lines.stream().anyMatch(line -> line.text().contains(text));
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
