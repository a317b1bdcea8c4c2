package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Ids;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.publishing.OutboxChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What happens to a VEN. Each method needs a transaction; those that change a published fact raise the VEN's revision and
 * hold the row's lock until the transaction ends. Whoever also locks a binding locks its VEN first.
 */
@ApplicationScoped
public class Vens {

    private final VenRepository vens;
    private final Transitions transitions;
    private final RegistryConfig config;
    private final Clock clock;
    private final Event<OutboxChanged> outbox;

    Vens(VenRepository vens, Transitions transitions, RegistryConfig config, Clock clock, Event<OutboxChanged> outbox) {
        this.vens = vens;
        this.transitions = transitions;
        this.config = config;
        this.clock = clock;
        this.outbox = outbox;
    }

    /**
     * The VEN that has this name or had it before, made if there is none, and locked.
     *
     * @return its venID
     */
    public String ensure(String venName) {
        Optional<String> renamed = vens.formerly(venName);
        if (renamed.isPresent()) {
            return vens.findLocked(renamed.get()).orElseThrow().venId;
        }
        insert(venName, ChosenIds.NONE, VenStatus.ACTIVE);
        return vens.lockedByName(venName).venId;
    }

    /**
     * Makes a VEN without a certificate and locks it. Refuses a name that breaks a rule or is taken with a problem.
     *
     * @return its venID
     */
    public String create(Optional<String> venName) {
        return create(venName, ChosenIds.NONE);
    }

    /** The same, with IDs that its device knows already; refuses those that are taken, too. */
    String create(Optional<String> venName, ChosenIds ids) {
        var errors = new FieldErrors();
        Optional<String> name = new FieldReader(errors).venName(venName);
        errors.throwIfAny();
        name.flatMap(vens::formerly).ifPresent(holder -> {
            throw Taken.formerName(name.orElseThrow(), holder).problem();
        });
        if (!insert(name.orElseThrow(), ids, VenStatus.PENDING)) {
            throw taken(name.orElseThrow(), ids);
        }
        return vens.lockedByName(name.orElseThrow()).venId;
    }

    /**
     * Gives the VEN another name. The one that it had stays with it: its certificates carry it, and their successors will.
     *
     * @return whether it had another one
     */
    boolean rename(VenEntity ven, String venName) {
        if (ven.venName.equals(venName)) {
            return false;
        }
        vens.named(venName).ifPresent(holder -> {
            throw Taken.name(venName, holder).problem();
        });
        vens.formerly(venName).filter(holder -> !holder.equals(ven.venId)).ifPresent(holder -> {
            throw Taken.formerName(venName, holder).problem();
        });
        vens.renamed(ven.venId, ven.venName, venName, clock.instant());
        ven.venName = venName;
        return true;
    }

    /** An ID may be taken as well as the name, which comes first. */
    private RuntimeException taken(String venName, ChosenIds ids) {
        List<Claim> claims = Claim.nameAndIds(Optional.of(venName), ids).toList();
        Map<Claim, List<Taken>> taken = vens.taken(claims);
        return claims.stream()
                .flatMap(claim -> taken.getOrDefault(claim, List.of()).stream())
                .findFirst()
                .orElseThrow()
                .problem();
    }

    /**
     * Locks the VENs that a batch is about, before the first of them is changed: whoever locks several VENs locks them in the order
     * of venID, or two of them wait for each other. VENs that there are not are passed over.
     */
    public void lockAll(Collection<String> venIds) {
        vens.lockAll(venIds);
    }

    /** The same of those that have one of these names, or had it before. */
    public void lockAllNamed(Collection<String> venNames) {
        vens.lockAllNamed(venNames);
    }

    /** Locks the VEN; empty if there is none. */
    public Optional<VenStatus> lock(String venId) {
        return vens.findLocked(venId).map(ven -> ven.status);
    }

    /**
     * Locks the row of a VEN that is to get a certificate, until the transaction ends.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if there is no such VEN, 409 if it is retired
     */
    public void lockForCertificate(String venId) {
        VenStatus status = lock(venId).orElseThrow(() -> Problems.notFound("there is no VEN " + venId));
        if (status == VenStatus.RETIRED) {
            throw Problems.conflict("VEN %s is RETIRED; it gets no certificate any more".formatted(venId));
        }
    }

    public boolean exists(String venId) {
        return vens.find(venId).isPresent();
    }

    /** A certificate was bound to the VEN. */
    public void certified(String venId) {
        vens.findLocked(venId).ifPresent(ven -> {
            transitions.move(ven, Lifecycle.certified(ven.status), Optional.of("a certificate was bound"));
            changed(ven);
        });
    }

    /** A bound certificate has a new status or validity. */
    public void certificateChanged(String venId) {
        vens.findLocked(venId).ifPresent(this::changed);
    }

    /**
     * A certificate was taken from the VEN.
     *
     * @param left how many it still has
     */
    public void uncertified(String venId, int left) {
        vens.findLocked(venId).ifPresent(ven -> {
            transitions.move(
                    ven, Lifecycle.uncertified(ven.status, left), Optional.of("its last certificate was released"));
            changed(ven);
        });
    }

    /** The VEN registered; an older message than the last one, or one for a registrationID that it does not have, is void. */
    public void registered(VenMessage.Registered message) {
        vens.findLocked(message.venId())
                .filter(ven -> ven.registrationId.equals(message.registrationId()))
                .filter(ven -> ven.registeredAt == null || !message.at().isBefore(ven.registeredAt))
                .ifPresent(ven -> store(message, ven));
    }

    /**
     * The VEN's registration ended; the end of one that it does not have any more is void. The next one gets a new
     * registrationID, so that a late repeat of the old registration's messages changes nothing.
     *
     * @return whether it ended now
     */
    public boolean deregistered(VenMessage.Deregistered message) {
        Optional<VenEntity> held = vens.findLocked(message.venId())
                .filter(ven -> ven.registered && ven.registrationId.equals(message.registrationId()));
        held.ifPresent(ven -> {
            ven.registered = false;
            ven.registeredAt = null;
            ven.registrationId = Ids.next("reg-");
            changed(ven);
        });
        return held.isPresent();
    }

    private boolean insert(String venName, ChosenIds ids, VenStatus status) {
        var ven = new VenRow(
                ids.venIdOrNew(),
                venName,
                status.name(),
                ids.registrationIdOrNew(),
                ids.registrationId().isPresent(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                config.pollFrequency().toSeconds());
        boolean inserted = vens.insert(List.of(ven), clock.instant()) == 1;
        if (inserted) {
            transitions.born(Map.of(ven.venId(), status), Optional.empty());
            outbox.fire(new OutboxChanged());
        }
        return inserted;
    }

    public boolean isRegistered(String venId) {
        return vens.find(venId).filter(ven -> ven.registered).isPresent();
    }

    /** Something else that is published with the VEN is different now. */
    public void changed(String venId) {
        vens.findLocked(venId).ifPresent(this::changed);
    }

    /** What holds these groups is different now. */
    public void regrouped(Collection<String> groupIds) {
        if (vens.revise(groupIds) > 0) {
            outbox.fire(new OutboxChanged());
        }
    }

    /** How many VENs that are not retired are in one of these groups. */
    public long countIn(Collection<String> groupIds) {
        return vens.count(groupIds);
    }

    void changed(VenEntity ven) {
        ven.revision++;
        changed();
    }

    /** Revisions of VENs are ahead of what is published. */
    void changed() {
        outbox.fire(new OutboxChanged());
    }

    private void store(VenMessage.Registered message, VenEntity ven) {
        boolean published = !ven.registered
                || !Objects.equals(ven.profile, message.profile())
                || !Objects.equals(ven.transport, message.transport());
        ven.registered = true;
        ven.registeredAt = message.at();
        ven.profile = message.profile();
        ven.transport = message.transport();
        ven.transportAddress = message.transportAddress().orElse(null);
        ven.reportedVenName = message.venName().orElse(null);
        ven.reportOnly = message.reportOnly();
        ven.xmlSignature = message.xmlSignature();
        ven.httpPull = message.httpPull();
        if (published) {
            changed(ven);
        }
    }
}
