package io.openvtn.bench.fleet.operator;

import io.openvtn.bench.fleet.identity.Identity;
import io.openvtn.bench.fleet.identity.IdentityFolder;
import io.openvtn.bench.fleet.identity.Keys;
import io.openvtn.bench.fleet.options.Options;
import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Gets each VEN a certificate: the one of a former run, or a new one of cert-authority for a key that is made here. */
public final class Enrolment {

    /** As many requests as keep cert-authority busy while it stores the answers of the ones before. */
    private static final int IN_FLIGHT = 8;

    private static final Duration LONGEST_RUN = Duration.ofDays(1);

    private final IdentityFolder folder;
    private final OperatorClient operator;

    public Enrolment(IdentityFolder folder, OperatorClient operator) {
        this.folder = folder;
        this.operator = operator;
    }

    /**
     * All identities, in the order of the VENs' numbers.
     *
     * @param enrolled is told how many certificates have been issued so far
     */
    public List<Identity> enrol(Options.Crowd crowd, IntConsumer enrolled) throws IOException, InterruptedException {
        Instant until = Instant.now().plus(LONGEST_RUN);
        List<Optional<Identity>> known = new ArrayList<>();
        for (int i = 0; i < crowd.vens(); i++) {
            known.add(folder.find(venName(crowd.first() + i), until));
        }
        var threads = Executors.newFixedThreadPool(IN_FLIGHT);
        try {
            List<Future<Identity>> fresh = new ArrayList<>();
            for (int i = 0; i < crowd.vens(); i++) {
                if (known.get(i).isEmpty()) {
                    String venName = venName(crowd.first() + i);
                    fresh.add(threads.submit(() -> issue(venName)));
                }
            }
            return merge(known, fresh, enrolled);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Identity> merge(
            List<Optional<Identity>> known, List<Future<Identity>> fresh, IntConsumer enrolled)
            throws IOException, InterruptedException {
        List<Identity> all = new ArrayList<>();
        var next = fresh.iterator();
        int issued = 0;
        for (Optional<Identity> identity : known) {
            if (identity.isPresent()) {
                all.add(identity.get());
            } else {
                all.add(result(next.next()));
                enrolled.accept(++issued);
            }
        }
        return all;
    }

    private static Identity result(Future<Identity> issued) throws IOException, InterruptedException {
        try {
            return issued.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "a VEN could not be enrolled: "
                            + Objects.requireNonNull(e.getCause()).getMessage(),
                    e.getCause());
        }
    }

    private Identity issue(String venName) throws IOException, GeneralSecurityException, InterruptedException {
        KeyPair keys = Keys.p256();
        var identity = new Identity(venName, keys.getPrivate(), operator.issue(venName, request(venName, keys)));
        folder.keep(identity);
        return identity;
    }

    private static String request(String venName, KeyPair keys) throws IOException {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(
                    new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + venName), keys.getPublic())
                            .build(new JcaContentSignerBuilder(Keys.SIGNATURE).build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new IOException("a request for a certificate could not be signed", e);
        }
        return text.toString();
    }

    /** The name of a VEN of that number. */
    public static String venName(int number) {
        return "fleet-%06d".formatted(number);
    }
}
