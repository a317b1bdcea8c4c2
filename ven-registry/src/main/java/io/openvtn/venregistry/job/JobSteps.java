package io.openvtn.venregistry.job;

import java.util.Optional;

/** What {@link JobLoop} has to know of one kind of job. Each method is called in a transaction. */
public interface JobSteps<J extends Job> {

    JobTable<J> jobs();

    /** One step, which notes how far the job is. In the name of who asked for it. */
    void advance(J job);

    /** What to say of a job that an error of ours has ended. */
    String leftBehind(J job);

    /** The end of a job that failed. */
    void failed(J job);

    /**
     * A step was rolled back for a reason that this kind of job knows; outside a transaction.
     *
     * @return whether there may be more to do at once; empty if the failure is not known here
     */
    default Optional<Boolean> handled(RuntimeException failure) {
        return Optional.empty();
    }
}
