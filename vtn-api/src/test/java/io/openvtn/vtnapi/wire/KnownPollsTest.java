package io.openvtn.vtnapi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.vtnapi.message.VenRequest;
import io.openvtn.vtnapi.message.VtnReply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A poll that was read like one before is read as the full reader reads it. */
class KnownPollsTest {

    private static final Optional<String> UNNAMED = Optional.empty();
    private static final Optional<String> UTF_8 = Optional.of("utf-8");
    /** A million takes three minutes. */
    private static final int MUTATIONS = Integer.getInteger("openvtn.mutations", 50_000);

    private static final List<String> SPELLINGS = List.of(
            Documents.text("poll"),
            Documents.text("poll-enveloped"),
            Documents.text("poll").replace("UTF-8", "ISO-8859-1"),
            Documents.text("poll").replace("ven-1", "\n  <!-- it's me --> ven-1\t"),
            Documents.text("poll").replace("ven-1", "<![CDATA[ven-1]]>"));

    private final WireCodec codec = new WireCodec(new Grid(50, 230));
    private final KnownPolls polls = new KnownPolls((body, charset) -> codec.read(EncodedBody.document(body, charset)));

    @Test
    void mutatedPollsAreReadAsTheFullReaderReadsThem() {
        SPELLINGS.forEach(spelling -> teach(bytes(spelling), UNNAMED));
        var random = new SplittableRandom(7);
        int found = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutated(random);
            var known = polls.find(mutated, UNNAMED);
            if (known.isPresent()) {
                found++;
            }
            if (known.isPresent() && !known.equals(whole(mutated))) {
                assertThat(known)
                        .as(new String(mutated, StandardCharsets.ISO_8859_1))
                        .isEqualTo(whole(mutated));
            }
        }
        assertThat(found).isBetween(MUTATIONS / 20, MUTATIONS - MUTATIONS / 20);
    }

    @Test
    void eachVensPollIsKnownOnceOneWas() {
        teach(Documents.bytes("poll-enveloped"), UTF_8);

        String other = Documents.text("poll-enveloped").replace("ven-1", "x.y_Z-0987");

        assertThat(polls.find(bytes(other), UTF_8))
                .contains(new IncomingMessage(new VenRequest.Poll(Optional.of("x.y_Z-0987")), true));
        assertThat(polls.find(bytes(other), UNNAMED))
                .as("HTTP names another charset")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a&lt;b", "a<b/>", "&#118;en-1", "ä", "]]>", "a\u0000b"})
    void anIdThatIsNotPlainIsLeftToTheFullReader(String venId) {
        teach(Documents.bytes("poll"), UNNAMED);

        assertThat(polls.find(bytes(Documents.text("poll").replace("ven-1", venId)), UNNAMED))
                .isEmpty();
    }

    @Test
    void aVenIdThatStandsInTheMessageTwiceTeachesNothing() throws Exception {
        byte[] twice = bytes(Documents.text("poll").replace("<ei:venID>", "<!-- ven-1 --><ei:venID>"));

        polls.learn(twice, UNNAMED, codec.read(twice));

        assertThat(polls.find(twice, UNNAMED)).isEmpty();
    }

    @Test
    void whatManyUseIsNotForgottenForWhatOneMakesUp() throws Exception {
        byte[] poll = Documents.bytes("poll");
        teach(poll, UNNAMED);
        for (int i = 0; i < 40; i++) {
            for (int used = 0; used < 100; used++) {
                assertThat(polls.find(poll, UNNAMED)).isPresent();
            }
            teach(own(i), UNNAMED);
        }
        assertThat(polls.find(own(0), UNNAMED)).as("one that nobody uses").isEmpty();
    }

    private static byte[] own(int number) {
        return bytes(Documents.text("poll").replace("<ei:venID>", "<!-- %d --><ei:venID>".formatted(number)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ven-7", "a", "VEN_with.all-letters", "with space", "ä", "a<b&c", "x\u0001y"})
    void theAnswerIsWrittenAsAnyOther(String venId) {
        var nothing = VtnReply.Response.nothingWaits(venId);

        for (boolean enveloped : new boolean[] {true, false}) {
            assertThat(codec.write(nothing, enveloped)).isEqualTo(codec.writeWhole(nothing, enveloped));
        }
    }

    private void teach(byte[] poll, Optional<String> charset) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    polls.learn(poll, charset, codec.read(poll));
                    return polls.find(poll, charset).isPresent();
                });
    }

    private Optional<IncomingMessage> whole(byte[] body) {
        try {
            return Optional.of(codec.read(body));
        } catch (UnreadableMessageException | InvalidMessageException e) {
            return Optional.empty();
        }
    }

    /** Some of the letters are others, or are gone, or stand twice; as often it is the venID alone. */
    private static byte[] mutated(SplittableRandom random) {
        String poll = SPELLINGS.get(random.nextInt(SPELLINGS.size()));
        if (random.nextInt(3) == 0) {
            return bytes(poll.replace("ven-1", letters(random)));
        }
        byte[] body = bytes(poll);
        int at = random.nextBoolean() ? poll.indexOf("ven-1") + random.nextInt(5) : random.nextInt(body.length);
        int length = random.nextInt(4);
        var out = new ByteArrayOutputStream();
        out.write(body, 0, at);
        switch (random.nextInt(3)) {
            case 0 -> out.writeBytes(bytes(letters(random)));
            case 1 -> out.write(body, at, Math.min(length, body.length - at));
            default -> {}
        }
        int next = Math.min(body.length, at + random.nextInt(4));
        out.write(body, next, body.length - next);
        return out.toByteArray();
    }

    private static String letters(SplittableRandom random) {
        List<String> letters = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            letters.add(
                    random.nextInt(4) == 0
                            ? List.of(
                                            "&lt;", "&#65;", "<!---->", "<a/>", "]]>", "\n", "'", "\"", "&", "<", "é",
                                            "\u0000")
                                    .get(random.nextInt(12))
                            : Character.toString("abcXYZ019-_.:/ ".charAt(random.nextInt(15))));
        }
        return String.join("", letters);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
