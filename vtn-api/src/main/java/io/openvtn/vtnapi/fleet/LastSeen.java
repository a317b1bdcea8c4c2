package io.openvtn.vtnapi.fleet;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenContacts;
import io.openvtn.bus.contract.VenContacts.Contact;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import io.openvtn.vtnapi.VtnConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells the bus which VENs have been heard of, polls counting as well: of each VEN at most once in a while, and many in one record.
 * What is lost is told again with a later message. Thread safe.
 */
@ApplicationScoped
public class LastSeen {

    private static final Logger LOG = Logger.getLogger(LastSeen.class);
    private static final int MOST_IN_A_RECORD = 1_000;
    private static final int POLLS = 3;
    private static final int LONGEST_SOFTWARE = 200;

    private final MutinyEmitter<String> emitter;
    private final Workers workers;
    private final Fleet fleet;
    private final Clock clock;
    private final long every;
    /** Of each VEN the last time that was told, or is about to be: milliseconds since 1970. */
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    private final Map<String, Long> waiting = new ConcurrentHashMap<>();

    /** What is to be told of VENs beside that. */
    private final Map<String, News> news = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private Worker worker;

    LastSeen(
            @Channel("ven-contacts") @OnOverflow(OnOverflow.Strategy.DROP) MutinyEmitter<String> emitter,
            Workers workers,
            Fleet fleet,
            VtnConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.emitter = emitter;
        this.workers = workers;
        this.fleet = fleet;
        this.clock = clock;
        this.every = config.seenEvery().toMillis();
        meters.gauge("openvtn.vens.online", this, LastSeen::online);
    }

    /** What a VEN has said of itself. */
    private record News(Optional<Duration> clockSkew, Optional<String> software) {

        static final News NONE = new News(Optional.empty(), Optional.empty());

        News after(News earlier) {
            return new News(clockSkew.or(earlier::clockSkew), software.or(earlier::software));
        }
    }

    void start(@Observes StartupEvent event) {
        worker = workers.start("last-seen", () -> {
            TimeUnit.SECONDS.sleep(1);
            tell();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        worker.closeSoon();
    }

    /** Takes note of a message; most of the time there is nothing to do. A clock that was set back makes it anew. */
    public void seen(String venId) {
        long now = clock.millis();
        Long before = told.get(venId);
        if (before == null || Math.abs(now - before) >= every) {
            told.put(venId, now);
            waiting.put(venId, now);
        }
    }

    /**
     * A message says when it was made: as it came at once, that tells how the VEN's clock goes, to within the message's way.
     *
     * @param createdAt by the VEN's clock
     */
    public void clockOf(String venId, Instant createdAt) {
        note(venId, new News(Optional.of(Duration.between(clock.instant(), createdAt)), Optional.empty()));
    }

    /**
     * A VEN has registered.
     *
     * @param userAgent how its client calls itself (RFC 9110 section 10.1.5), if it does
     */
    public void softwareOf(String venId, Optional<String> userAgent) {
        userAgent
                .map(String::strip)
                .filter(software -> !software.isEmpty())
                .map(software -> software.substring(0, Math.min(LONGEST_SOFTWARE, software.length())))
                .ifPresent(software -> note(venId, new News(Optional.empty(), Optional.of(software))));
    }

    private void note(String venId, News of) {
        news.merge(venId, of, (earlier, later) -> later.after(earlier));
        waiting.put(venId, clock.millis());
    }

    /**
     * How many VENs this replica has heard of within three of their poll periods, as exactly as it takes note of them. What is
     * older is forgotten here.
     */
    private long online() {
        long now = clock.millis();
        told.entrySet().removeIf(heard -> Math.abs(now - heard.getValue()) > every + longestSilence(heard.getKey()));
        return told.size();
    }

    private long longestSilence(String venId) {
        return fleet.ven(venId)
                .map(ven -> POLLS * ven.pollFrequency().toMillis())
                .orElse(0L);
    }

    /** Takes out of a concurrent map what it goes through: what comes meanwhile is taken now or the next time. */
    @SuppressWarnings("ModifyCollectionInEnhancedForLoop")
    private void tell() {
        List<Contact> contacts = new ArrayList<>();
        for (String venId : waiting.keySet()) {
            Long at = waiting.remove(venId);
            if (at != null) {
                News told = Optional.ofNullable(news.remove(venId)).orElse(News.NONE);
                contacts.add(new Contact(venId, Instant.ofEpochMilli(at), told.clockSkew(), told.software()));
            }
            if (contacts.size() == MOST_IN_A_RECORD) {
                send(new VenContacts(contacts));
                contacts.clear();
            }
        }
        if (!contacts.isEmpty()) {
            send(new VenContacts(contacts));
        }
    }

    /** With its next message. */
    private void tellAgain(Contact contact) {
        told.remove(contact.venId());
        var untold = new News(contact.clockSkew(), contact.software());
        if (!untold.equals(News.NONE)) {
            news.merge(contact.venId(), untold, (later, earlier) -> later.after(earlier));
        }
    }

    private void send(VenContacts record) {
        emitter.send(RecordCodec.write(record)).subscribe().with(sent -> {}, failure -> {
            record.contacts().forEach(this::tellAgain);
            LOG.warnf(
                    "it is not told that %d VENs were seen: %s",
                    record.contacts().size(), failure.getMessage());
        });
    }
}
