package io.openvtn.bench.hostile;

import io.openvtn.bench.suite.BoundVen;
import io.openvtn.bench.suite.Tally;
import io.openvtn.bench.suite.VenMessages;
import io.openvtn.bench.suite.Wire;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a VEN with a good certificate tries at the VTN's endpoint. */
final class VenAttacks {

    private static final String XML = "application/xml";
    private static final int BODY = 1_000_000;
    private static final int HELD = 300;
    private static final int DRIPPING = 90;

    private final BoundVen ven;
    private final VenMessages messages;
    private final HostileMessages odd;

    VenAttacks(BoundVen ven) {
        this.ven = ven;
        this.messages = new VenMessages(ven.venId());
        this.odd = new HostileMessages(messages);
    }

    /** One message of a kind. */
    private record Saying(String service, byte[] body) {}

    List<Attack> all() {
        return List.of(
                new Attack(
                        "polls without a pause, on 16 connections",
                        16,
                        saying(new Saying("OadrPoll", messages.poll()))),
                new Attack("opts that no calendar holds", 4, this::opts),
                new Attack(
                        "names and IDs that fill a record",
                        4,
                        saying(
                                new Saying("EiRegisterParty", odd.registerWithALongName(100_000)),
                                new Saying("EiRegisterParty", odd.registerWithALongName(2_000)),
                                new Saying("EiOpt", odd.scheduleWithALongId(100_000)),
                                new Saying("EiOpt", odd.scheduleWithALongId(200)))),
                new Attack(
                        "answers to a thousand events that nobody called",
                        4,
                        saying(
                                new Saying("EiEvent", messages.acknowledge(1_000)),
                                new Saying("EiEvent", messages.acknowledge(20)))),
                new Attack(
                        "messages that cost more than they are worth",
                        8,
                        saying(
                                new Saying("OadrPoll", odd.manyElements(100_000)),
                                new Saying("OadrPoll", odd.deep(50_000)),
                                new Saying("EiOpt", odd.longNumber(900_000)),
                                new Saying("OadrPoll", odd.entities()),
                                new Saying("OadrPoll", odd.unfinished()),
                                new Saying("EiEvent", messages.acknowledge(3_000)))),
                new Attack("300 connections that are held", 1, this::hold),
                new Attack("90 messages of a byte in a second", 1, this::drip),
                new Attack("300 handshakes that never end", 1, this::handshakes));
    }

    /** Says these in turn, as fast as they are answered. */
    private Attack.Attempt saying(Saying... sayings) {
        return (tally, deadline) -> {
            try (var wire = ven.connect()) {
                for (int i = 0; Attack.goesOn(deadline); i++) {
                    var saying = sayings[i % sayings.length];
                    tally.answered(wire.post(BoundVen.path(saying.service()), XML, saying.body()));
                }
            }
        };
    }

    private void opts(Tally tally, long deadline) throws IOException {
        try (var wire = ven.connect()) {
            for (int i = 0; Attack.goesOn(deadline); i++) {
                String optId = "opt-" + Thread.currentThread().getId() + "-" + i;
                for (byte[] body : List.of(
                        messages.schedule(optId, "2026-12-01T17:00:00Z", "P999999999Y"),
                        messages.schedule(optId, "9999-12-31T23:59:59Z", "PT1H"),
                        messages.schedule(optId, "2026-12-01T17:00:00Z", "PT1H"))) {
                    tally.answered(wire.post(BoundVen.path("EiOpt"), XML, body));
                }
            }
        }
    }

    private void hold(Tally tally, long deadline) throws InterruptedException, IOException {
        List<Wire> held = new ArrayList<>();
        try {
            for (int i = 0; i < HELD && Attack.goesOn(deadline); i++) {
                try {
                    var wire = ven.connect();
                    held.add(wire);
                    tally.answered(wire.post(BoundVen.path("OadrPoll"), XML, messages.poll()));
                } catch (IOException e) {
                    tally.closed();
                }
            }
            rest(deadline);
        } finally {
            close(held);
        }
    }

    private void drip(Tally tally, long deadline) throws InterruptedException, IOException {
        List<Wire> dripping = new ArrayList<>();
        try {
            for (int i = 0; i < DRIPPING && Attack.goesOn(deadline); i++) {
                var wire = ven.connect();
                dripping.add(wire);
                wire.begin(BoundVen.path("OadrPoll"), XML, BODY);
                // Half of it at once: it is what is kept that costs.
                wire.write(new byte[BODY / 2]);
            }
            while (Attack.goesOn(deadline)) {
                for (Wire wire : dripping) {
                    wire.write(new byte[] {' '});
                }
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (IOException e) {
            tally.closed();
            rest(deadline);
        } finally {
            close(dripping);
        }
    }

    private void handshakes(Tally tally, long deadline) throws InterruptedException, IOException {
        List<Socket> begun = new ArrayList<>();
        try {
            for (int i = 0; i < HELD && Attack.goesOn(deadline); i++) {
                Socket socket = ven.tcp();
                begun.add(socket);
                // The head of a ClientHello, and nothing of it.
                socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
            }
            rest(deadline);
        } finally {
            for (Socket socket : begun) {
                socket.close();
            }
        }
    }

    private static void rest(long deadline) throws InterruptedException {
        while (Attack.goesOn(deadline)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void close(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }
}
