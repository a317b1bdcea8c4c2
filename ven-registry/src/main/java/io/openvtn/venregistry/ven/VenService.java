package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.IfMatch;
import io.openvtn.bus.operator.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;

/** What operators do with VENs. A request that breaks a rule ends with a problem and leaves everything as it was. */
@ApplicationScoped
public class VenService {

    private final VenRepository rows;
    private final VenPages pages;
    private final Vens vens;
    private final Transitions transitions;
    private final VenBindings bindings;
    private final VenGroups groups;
    private final VenHealth health;
    private final Session session;

    VenService(
            VenRepository rows,
            VenPages pages,
            Vens vens,
            Transitions transitions,
            VenBindings bindings,
            VenGroups groups,
            VenHealth health,
            Session session) {
        this.rows = rows;
        this.pages = pages;
        this.vens = vens;
        this.transitions = transitions;
        this.bindings = bindings;
        this.groups = groups;
        this.health = health;
        this.session = session;
    }

    @Transactional
    VenView create(VenRequest request) {
        var errors = new FieldErrors();
        PreparedVen wanted = PreparedVen.read(new NewVen(request, List.of(), false), bindings, errors);
        errors.throwIfAny();

        wanted.settings().groups().ifPresent(any -> groups.settle());
        VenEntity ven =
                rows.findLocked(vens.create(wanted.venName(), wanted.ids())).orElseThrow();
        apply(wanted.settings(), ven);
        wanted.certificates().forEach(certificate -> bindings.bind(certificate, ven.venId));
        session.flush();
        return view(ven);
    }

    @Transactional
    public VenPage list(VenQuery query) {
        return conditions(query)
                .map(wanted -> pages.places(wanted, query.order(), query.page().limitAndOne()))
                .map(places -> query.page()
                        .cut(places, query.order()::next, (some, next) -> new VenPage(views(pages.at(some)), next)))
                .orElseGet(() -> new VenPage(List.of(), Optional.empty()));
    }

    /** All that the list would show, whatever the page; empty if that is none. Needs a transaction. */
    public Optional<VenSelection> selection(VenQuery query) {
        return conditions(query).map(conditions -> conditions);
    }

    private Optional<VenConditions> conditions(VenQuery query) {
        VenWanted wanted = query.wanted();
        Optional<String> holder = wanted.fingerprint().flatMap(bindings::venOf);
        return wanted.fingerprint().isPresent() && holder.isEmpty()
                ? Optional.empty()
                : Optional.of(VenConditions.of(wanted, holder, wanted.group().map(groups::within), others(wanted)));
    }

    private Stream<VenCondition> others(VenWanted wanted) {
        return Stream.of(
                        wanted.online().map(health::online),
                        wanted.software().map(health::withSoftware),
                        wanted.certificateExpiresBefore().map(bindings::expiringBefore))
                .flatMap(Optional::stream);
    }

    @Transactional
    public VenView get(String venId) {
        return view(rows.find(venId).orElseThrow(() -> unknown(venId)));
    }

    @Transactional
    VenView change(String venId, VenPatch patch, IfMatch ifMatch) {
        patch.groups().ifPresent(any -> groups.settle());
        VenEntity ven = rows.findLocked(venId).orElseThrow(() -> unknown(venId));
        ifMatch.require("VEN " + venId, ven.revision);
        var errors = new FieldErrors();
        var reader = new FieldReader(errors);
        Optional<String> venName = patch.venName().flatMap(name -> reader.venName(Optional.of(name)));
        VenSettings settings = reader.settings(patch);
        Optional<VenStatus> status = reader.status(patch.status());
        Optional<String> reason = Words.reason(patch.reason(), errors);
        errors.throwIfAny();

        status.ifPresent(wanted -> refuseIllegalMove(ven, wanted));
        boolean renamed = venName.filter(name -> vens.rename(ven, name)).isPresent();
        boolean moved = status.filter(wanted -> wanted != ven.status).isPresent();
        status.ifPresent(wanted -> transitions.move(ven, wanted, reason));
        if (apply(settings, ven) || moved || renamed) {
            vens.changed(ven);
        }
        return view(ven);
    }

    /** Ends the VEN's life; its record, its certificates and its history stay, so that nobody takes its place. */
    @Transactional
    VenView retire(String venId, Optional<String> why, IfMatch ifMatch) {
        VenEntity ven = rows.findLocked(venId).orElseThrow(() -> unknown(venId));
        ifMatch.require("VEN " + venId, ven.revision);
        var errors = new FieldErrors();
        Optional<String> reason = Words.reason(why, errors);
        errors.throwIfAny();
        if (ven.status != VenStatus.RETIRED) {
            transitions.move(ven, VenStatus.RETIRED, reason);
            bindings.awaitNone(venId);
            vens.changed(ven);
        }
        return view(ven);
    }

    @Transactional
    public List<TransitionView> history(String venId) {
        return rows.find(venId).map(ven -> transitions.list(venId)).orElseThrow(() -> unknown(venId));
    }

    private boolean apply(VenSettings settings, VenEntity ven) {
        settings.groups().ifPresent(groups::ensure);
        return settings.applyTo(ven);
    }

    private void refuseIllegalMove(VenEntity ven, VenStatus wanted) {
        Lifecycle.refusal(ven.status, wanted, certificates(ven).size()).ifPresent(reason -> {
            throw Problems.conflict("VEN %s can't become %s: %s".formatted(ven.venId, wanted, reason));
        });
    }

    private VenView view(VenEntity ven) {
        return views(List.of(ven)).get(0);
    }

    private List<VenView> views(List<VenEntity> of) {
        List<String> venIds = of.stream().map(ven -> ven.venId).toList();
        var certificates = bindings.views(venIds);
        var awaited = bindings.awaited(venIds);
        var heard = health.heard(venIds);
        var holders =
                groups.holders(of.stream().flatMap(ven -> ven.groups.stream()).collect(Collectors.toSet()));
        return of.stream()
                .map(ven -> VenView.of(
                        ven,
                        certificates.getOrDefault(ven.venId, List.of()),
                        awaited.getOrDefault(ven.venId, List.of()),
                        ven.allGroups(holders),
                        Optional.ofNullable(heard.get(ven.venId))))
                .toList();
    }

    private List<BindingView> certificates(VenEntity ven) {
        return bindings.views(List.of(ven.venId)).getOrDefault(ven.venId, List.of());
    }

    private static RuntimeException unknown(String venId) {
        return Problems.notFound("there is no VEN " + venId);
    }
}
