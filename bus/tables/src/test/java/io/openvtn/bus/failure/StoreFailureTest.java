package io.openvtn.bus.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.DateTimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006,AWAY",
        "40P01,AWAY",
        "53300,AWAY",
        "55P03,AWAY",
        "57P01,AWAY",
        ",AWAY",
        "22008,CONTENT",
        "23502,CONTENT",
        "42P01,UNEXPECTED"
    })
    void goesByTheDatabasesState(String state, StoreFailure expected) {
        var wrapped = new IllegalStateException(new RuntimeException(new SQLException("as the database says", state)));

        assertThat(StoreFailure.of(wrapped)).isEqualTo(expected);
    }

    @Test
    void aConnectionThatBreaksIsAMatterOfTheMoment() {
        assertThat(StoreFailure.of(new IllegalStateException(new ConnectException("refused"))))
                .isEqualTo(StoreFailure.AWAY);
    }

    @Test
    void whatTheDatabaseHasNoPartInIsAMistakeOfOurs() {
        assertThat(StoreFailure.of(new DateTimeException("Instant exceeds minimum or maximum instant")))
                .isEqualTo(StoreFailure.UNEXPECTED);
        assertThatThrownBy(() -> RecordCodec.read("7", StoreFailureTest[].class))
                .isInstanceOf(MalformedRecordException.class)
                .satisfies(malformed -> assertThat(StoreFailure.of(new IllegalStateException(malformed)))
                        .isEqualTo(StoreFailure.UNEXPECTED));
        assertThat(StoreFailure.of(new NullPointerException())).isEqualTo(StoreFailure.UNEXPECTED);
    }
}
