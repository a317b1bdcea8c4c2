package io.openvtn.venregistry.job;

import io.openvtn.bus.failure.StoreFailure;
import io.openvtn.venregistry.ven.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Works on jobs of one kind, one after another, whichever replica comes first. Each step is a transaction: after a kill the next
 * one goes on behind the last that was committed. While the database is away a job waits; another failure ends it.
 */
public final class JobLoop<J extends Job> {

    private static final Logger LOG = Logger.getLogger(JobLoop.class);
    private static final int LONGEST_SECONDS = 3_600;

    private final JobSteps<J> steps;
    private final Actor actor;
    private volatile boolean ending;

    public JobLoop(JobSteps<J> steps, Actor actor) {
        this.steps = steps;
        this.actor = actor;
    }

    /** The service ends: no step is begun any more. */
    public void end() {
        ending = true;
    }

    public boolean isEnding() {
        return ending;
    }

    /** Works until nothing waits. */
    public void work() {
        boolean more = true;
        while (more && !ending) {
            more = step();
        }
    }

    /** Whether there may be more to do at once. */
    private boolean step() {
        try {
            return inTransaction(() -> steps.jobs().lockWork()
                    && steps.jobs().next().map(this::advance).isPresent());
        } catch (RuntimeException e) {
            return steps.handled(e).orElseGet(() -> end(e));
        }
    }

    private J advance(J job) {
        return actor.inNameOf(job.createdBy, () -> {
            steps.advance(job);
            return job;
        });
    }

    private boolean end(RuntimeException failure) {
        if (ending || StoreFailure.of(failure) == StoreFailure.AWAY) {
            throw failure;
        }
        return inTransaction(() -> steps.jobs().lockWork()
                && steps.jobs().next().map(job -> fail(job, failure)).isPresent());
    }

    private J fail(J job, RuntimeException failure) {
        LOG.errorf(failure, "%s of %s failed after %d rows", job.id(), job.createdBy, job.done);
        job.problem =
                "an error of ours, which the log has under the ID %s; %s".formatted(job.id(), steps.leftBehind(job));
        steps.failed(job);
        return job;
    }

    public static boolean inTransaction(Supplier<Boolean> work) {
        return QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).call(work::get);
    }
}
