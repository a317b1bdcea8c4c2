package io.openvtn.bus.intake;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long the intake tries again what fails: until the service ends. Thread safe. */
@ApplicationScoped
class Patience {

    private volatile boolean over;

    void end(@Observes ShutdownEvent event) {
        over = true;
    }

    /** Whether the service ends: what is not done is left for whoever owns the partition next. */
    boolean isOver() {
        return over;
    }

    /** @throws IllegalStateException if the thread is interrupted, as it is at the end */
    void pause(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service ends before the batch is taken in", e);
        }
    }
}
