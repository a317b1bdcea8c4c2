package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateStatus;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
class CertificateRepository implements PanacheRepositoryBase<CertificateEntity, String> {

    /** Locks the row until the transaction ends, so that two changes of one certificate follow each other. */
    Optional<CertificateEntity> findForChange(String sha256) {
        return findByIdOptional(sha256, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Notes whose key it is, for good. Two claims of one key follow each other, however parallel they come.
     *
     * @return the owner, who may be another one
     */
    String claimKey(String publicKeySha256, String owner) {
        // Without a result class: Hibernate keeps a plan for each execution of a native query that has one, and looks
        // through all of them. Nothing that waits to be written is of this table: written together with what follows,
        // it takes one exchange with the database for a hundred certificates.
        return (String) getEntityManager()
                .createNativeQuery("""
                        insert into key_owner (public_key_sha256, owner) values (:key, :owner)
                        on conflict (public_key_sha256) do update set owner = key_owner.owner
                        returning owner""")
                .setFlushMode(FlushModeType.COMMIT)
                .setParameter("key", publicKeySha256)
                .setParameter("owner", owner)
                .getSingleResult();
    }

    /**
     * What a stolen key has got into its thief's hands beside the certificate: others of that key, those that were fetched with
     * one of them, and so on.
     *
     * @return without the certificate itself, in the order of SHA-256
     */
    @SuppressWarnings("unchecked")
    List<String> compromisedWith(String sha256) {
        return getEntityManager()
                .createNativeQuery("""
                        with recursive kin as (
                            select sha256, public_key_sha256 from certificate where sha256 = :sha256
                            union
                            select c.sha256, c.public_key_sha256 from kin k cross join lateral (
                                select sha256, public_key_sha256 from certificate
                                where issued_by = 'certificate:' || k.sha256 and issued_by like 'certificate:%'
                                union all
                                select sha256, public_key_sha256 from certificate
                                where public_key_sha256 = k.public_key_sha256) c)
                        select sha256 from kin where sha256 <> :sha256 order by sha256""")
                .setParameter("sha256", sha256)
                .getResultList();
    }

    boolean knows(String venName) {
        return count("venName", venName) > 0;
    }

    /** Certificates of a VEN that are not revoked, in the order of SHA-256. */
    List<String> notRevoked(String venName) {
        return find("venName = ?1 and status <> ?2 order by sha256", venName, CertificateStatus.REVOKED).stream()
                .map(row -> row.sha256)
                .toList();
    }

    /** That CA's revocation list is out of date from now on. */
    void noteRevocationChange(String issuer) {
        getEntityManager().createNativeQuery("""
                        insert into revocation_change (authority, changes) values (:issuer, 1)
                        on conflict (authority) do update set changes = revocation_change.changes + 1""").setParameter("issuer", issuer).executeUpdate();
    }

    /** Valid certificates that a newer one has taken the place of, and whose time beside it is over. */
    List<CertificateEntity> superseded(Instant now, int limit) {
        return find("supersededAt <= ?1 and status = ?2 order by supersededAt", now, CertificateStatus.VALID)
                .page(0, limit)
                .list();
    }

    /** How many valid certificates without a successor expire in that time. */
    long expiring(Instant now, Instant end) {
        return count(
                "status = ?1 and supersededAt is null and notAfter > ?2 and notAfter <= ?3",
                CertificateStatus.VALID,
                now,
                end);
    }

    /**
     * Notes that certificates which expire within that time have been told of.
     *
     * @return how many had not been before
     */
    int noteExpiry(Instant now, Duration ahead, int days) {
        return getEntityManager()
                .createNativeQuery("""
                        update certificate set expiry_notice = :days, revision = revision + 1
                        where status = 'VALID' and superseded_at is null and not_after > :now and not_after <= :end
                          and (expiry_notice is null or expiry_notice > :days)
                          and extract(epoch from not_after - not_before) > 2 * :seconds""")
                .setParameter("days", days)
                .setParameter("now", now)
                .setParameter("end", now.plus(ahead))
                .setParameter("seconds", ahead.toSeconds())
                .executeUpdate();
    }

    List<CertificateEntity> page(CertificateQuery wanted) {
        var query = new StringBuilder("sha256 > :after");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("after", wanted.page().from());
        wanted.status().ifPresent(value -> {
            query.append(" and status = :status");
            parameters.put("status", value);
        });
        wanted.profile().ifPresent(value -> {
            query.append(" and profile = :profile");
            parameters.put("profile", value);
        });
        wanted.venName().ifPresent(value -> {
            query.append(" and venName = :venName");
            parameters.put("venName", value);
        });
        wanted.text().ifPresent(value -> {
            query.append(" and (lower(subject) like :text escape '\\' or serial like :text escape '\\')");
            parameters.put("text", "%" + value.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%");
        });
        wanted.fingerprint().ifPresent(value -> {
            query.append(" and right(sha256, :digits) = :fingerprint");
            parameters.put("digits", value.hex().length());
            parameters.put("fingerprint", value.hex());
        });
        wanted.expiringBefore().ifPresent(value -> {
            query.append(" and notAfter < :expiringBefore and notAfter > :now");
            parameters.put("expiringBefore", value);
            parameters.put("now", wanted.now());
        });
        return find(query.append(" order by sha256").toString(), parameters)
                .page(0, wanted.page().limitAndOne())
                .list();
    }

    /** How many certificates devices of that VEN have fetched with one that they had. */
    long renewedByDevices(String venName, Instant since) {
        return count("venName = ?1 and issuedAt > ?2 and issuedBy like 'certificate:%'", venName, since);
    }

    long valid(String venName, Instant now) {
        return count("venName = ?1 and status = ?2 and notAfter > ?3", venName, CertificateStatus.VALID, now);
    }

    List<CertificateEntity> pending(int limit) {
        return find("revision > publishedRevision order by issuedAt")
                .page(0, limit)
                .list();
    }

    /** How many certificates the VTN has fetched since then. The actor is no parameter, for the sake of the partial index. */
    long issuedToVtn(Instant since) {
        return count("issuedBy = '%s' and issuedAt > ?1".formatted(CertificateLedger.VTN), since);
    }

    void supersedeOthersOfVtn(String sha256) {
        update(
                "set supersededAt = notAfter where issuedBy = '%s' and supersededAt is null and sha256 <> ?1"
                        .formatted(CertificateLedger.VTN),
                sha256);
    }
}
