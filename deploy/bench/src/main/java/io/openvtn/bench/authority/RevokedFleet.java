package io.openvtn.bench.authority;

import io.openvtn.bench.suite.Rate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.bouncycastle.operator.OperatorCreationException;

/** VENs whose certificates are all revoked, and how long it takes until the list that names them is out. */
final class RevokedFleet {

    private static final int MOST_VENS = 1_000;
    private static final int QUIET_SECONDS = 5;

    private final Authority authority;
    private final String venName;

    RevokedFleet(Authority authority, String venName) {
        this.authority = authority;
        this.venName = venName;
    }

    /**
     * Issues in batches, each of them one for each VEN, and revokes VEN by VEN.
     *
     * @param certificates how many; rounded up to a whole number for each VEN
     * @param issued hears how many are issued so far
     */
    void make(int certificates, IntConsumer issued)
            throws IOException, InterruptedException, ExecutionException, GeneralSecurityException,
                    OperatorCreationException {
        int vens = Math.min(MOST_VENS, certificates);
        for (int made = 0; made < certificates; made += vens) {
            authority.batch(Signing.csrs(vens), i -> venName + "-" + i);
            issued.accept(made + vens);
        }
        Rate.of(vens, Authority.CONNECTIONS, i -> authority.revoke(venName + "-" + i));
    }

    /** Revokes one more, and waits for the list with it; seconds. */
    double list() throws IOException, InterruptedException, GeneralSecurityException, OperatorCreationException {
        String last = venName + "-last";
        authority.batch(Signing.csrs(1), i -> last);
        settle();
        long before = authority.listNumber();
        long begun = System.nanoTime();
        authority.revoke(last);
        while (authority.listNumber() == before) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Waits until the list that knows the revocations so far is out. */
    private void settle() throws IOException, InterruptedException {
        long number = -1;
        while (authority.listNumber() != number) {
            number = authority.listNumber();
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
        }
    }
}
