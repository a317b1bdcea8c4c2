package io.openvtn.vtnapi.fleet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.Offer;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells the other services and replicas what VENs were offered, behind the answers and many in one record. A note that is lost harms
 * nothing: what is not known to be offered is offered again. So those that Kafka doesn't take, or not in time, are counted and dropped.
 * Thread safe.
 */
@ApplicationScoped
public class OfferNotes {

    private static final Logger LOG = Logger.getLogger(OfferNotes.class);
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_AT_ONCE = 20_000;
    /** Offers and events in one record: some 200 kB. */
    private static final int MOST_IN_A_RECORD = 2_000;
    /** In which more come that go out with the first. */
    private static final long GATHER_MILLIS = 100;

    private final BlockingQueue<Offer> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final VenMessages messages;
    private final RecentMessages recent;
    private final Workers workers;
    private final Clock clock;
    private final Counter lost;

    @SuppressWarnings("NullAway.Init")
    private Worker worker;

    OfferNotes(VenMessages messages, RecentMessages recent, Workers workers, Clock clock, MeterRegistry meters) {
        this.messages = messages;
        this.recent = recent;
        this.workers = workers;
        this.clock = clock;
        this.lost = Counter.builder("openvtn.offers.unnoted")
                .description("offers of events and requests that the other services and replicas were not told of")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        worker = workers.start("offer-notes", this::tell);
    }

    void stop(@Observes ShutdownEvent event) {
        worker.closeSoon();
    }

    /** An offer counts when it is written, whatever becomes of the note of it. Does no I/O. */
    public void note(Offer offer) {
        recent.note(offer);
        if (!waiting.offer(offer)) {
            lost.increment();
        }
    }

    private void tell() throws InterruptedException {
        Offer first = waiting.poll(1, TimeUnit.SECONDS);
        if (first == null) {
            return;
        }
        TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        List<Offer> gathered = new ArrayList<>(List.of(first));
        waiting.drainTo(gathered, MOST_AT_ONCE - 1);
        records(once(gathered)).forEach(this::tell);
    }

    /** Each of a size that Kafka takes, however many events a VEN was offered at once. */
    static List<List<Offer>> records(List<Offer> offers) {
        List<List<Offer>> records = new ArrayList<>();
        int room = 0;
        for (Offer offer : offers) {
            int size = 1
                    + (offer instanceof VenMessage.EventsOffered events
                            ? events.events().size()
                            : 0);
            if (records.isEmpty() || size > room) {
                records.add(new ArrayList<>());
                room = MOST_IN_A_RECORD;
            }
            records.get(records.size() - 1).add(offer);
            room -= size;
        }
        return records;
    }

    /** What a VEN that asks without a pause is offered again and again is told once: the last time. */
    static List<Offer> once(List<Offer> offers) {
        Map<Object, Offer> told = new LinkedHashMap<>();
        for (Offer offer : offers) {
            told.put(
                    offer instanceof VenMessage.EventsOffered events ? List.of(events.venId(), events.events()) : offer,
                    offer);
        }
        return List.copyOf(told.values());
    }

    private void tell(List<Offer> offers) {
        try {
            // has a limit of its own
            messages.publish(new VenMessage.Offers(
                            VenMessages.newMessageId(), offers.get(0).venId(), clock.instant(), offers))
                    .await()
                    .indefinitely();
        } catch (NotDurableException e) {
            lost.increment(offers.size());
            LOG.warnf("the offers to %d VENs are not noted, and may be made again: %s", offers.size(), e.getMessage());
        }
    }
}
