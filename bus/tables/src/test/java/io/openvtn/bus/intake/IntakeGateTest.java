package io.openvtn.bus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.bus.publishing.PublishingOnKafka;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class IntakeGateTest extends PublishingOnKafka {

    private final Patience patience = new Patience();
    private final IntakeGate gate = new IntakeGate(reconciliation, patience);

    @Test
    void nothingIsTakenInBeforeTheTablesAreComparedWithTheTopics() throws Exception {
        CompletableFuture<Void> taken = CompletableFuture.runAsync(gate::await);

        assertThatThrownBy(() -> taken.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        publish();

        taken.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(reconciliation.missing()).isEmpty();
    }

    @Test
    void aServiceThatEndsLeavesItToTheNextOwner() throws Exception {
        CompletableFuture<Void> taken = CompletableFuture.runAsync(gate::await);

        patience.end(null);

        assertThatThrownBy(() -> taken.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }
}
