package io.openvtn.vtnapi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every message of a VEN. */
class ReadingPropertyTest {

    private static final int TRIES = 3_000;
    private static final List<String> MESSAGES = List.of(
            "poll",
            "poll-enveloped",
            "query-registration",
            "create-party-registration",
            "cancel-party-registration",
            "canceled-party-registration",
            "response",
            "request-event",
            "created-event",
            "register-report",
            "create-opt",
            "create-opt-schedule",
            "cancel-opt");

    private final WireCodec codec = new WireCodec(new Grid(50, 230));

    /** A byte that stands in the place of another. */
    record Change(int position, byte instead) {}

    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of(MESSAGES);
    }

    @Provide
    Arbitrary<Spelling> spellings() {
        return Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(3),
                        Arbitraries.of('"', '\''),
                        Arbitraries.of("", " ", "\n", "\r\n\t", "<!-- of no meaning -->", "<?nothing to do?>"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Spelling::new);
    }

    @Property(tries = TRIES)
    void howAMessageIsSpelledIsOfNoMatter(@ForAll("messages") String document, @ForAll("spellings") Spelling spelling)
            throws Exception {
        String spelled = spelling.of(Documents.text(document));

        assertThat(codec.read(spelled.getBytes(StandardCharsets.UTF_8)))
                .as(spelled)
                .isEqualTo(codec.read(Documents.bytes(document)));
    }

    @Property(tries = TRIES)
    void nothingElseThanTheTwoRefusalsEscapes(
            @ForAll("messages") String document, @ForAll("changes") List<Change> changes) {
        byte[] mutated = Documents.bytes(document);
        changes.forEach(change -> mutated[change.position() % mutated.length] = change.instead());
        readOrRefused(mutated);
    }

    @Property(tries = TRIES)
    void aMessageWithoutAPartIsReadOrRefused(
            @ForAll("messages") String document, @ForAll("ranges") List<Integer> ends) {
        String text = Documents.text(document);
        List<Integer> elements = startsOfTags(text);
        int from = elements.get(ends.get(0) % elements.size());
        int to = elements.get(ends.get(1) % elements.size());
        String cut = text.substring(0, Math.min(from, to)) + text.substring(Math.max(from, to));
        readOrRefused(cut.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(Arbitraries.integers().between(0, 100_000), Arbitraries.bytes())
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Integer>> ranges() {
        return Arbitraries.integers().between(0, 100_000).list().ofSize(2);
    }

    private void readOrRefused(byte[] body) {
        try {
            assertThat(codec.read(body).request()).isNotNull();
        } catch (UnreadableMessageException | InvalidMessageException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static List<Integer> startsOfTags(String text) {
        return java.util.stream.IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == '<')
                .boxed()
                .toList();
    }
}
