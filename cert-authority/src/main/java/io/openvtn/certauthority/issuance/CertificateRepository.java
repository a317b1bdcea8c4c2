package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateProfile;
import io.openvtn.bus.contract.CertificateStatus;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
class CertificateRepository implements PanacheRepositoryBase<CertificateEntity, String> {

    /** Locks the row until the transaction ends, so that two changes of one certificate follow each other. */
    Optional<CertificateEntity> findForChange(String sha256) {
        return findByIdOptional(sha256, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Whether a certificate of another VEN, or of something else than a VEN, holds that public key. */
    boolean isKeyOfAnother(String publicKeySha256, Optional<String> venName) {
        return count(
                        "publicKeySha256 = :key and (venName is null or venName <> :venName)",
                        Map.of("key", publicKeySha256, "venName", venName.orElse("")))
                > 0;
    }

    List<CertificateEntity> page(
            Optional<CertificateStatus> status,
            Optional<CertificateProfile> profile,
            Optional<String> venName,
            Optional<String> after,
            int limit) {
        var query = new StringBuilder("sha256 > :after");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("after", after.orElse(""));
        status.ifPresent(value -> {
            query.append(" and status = :status");
            parameters.put("status", value);
        });
        profile.ifPresent(value -> {
            query.append(" and profile = :profile");
            parameters.put("profile", value);
        });
        venName.ifPresent(value -> {
            query.append(" and venName = :venName");
            parameters.put("venName", value);
        });
        return find(query.append(" order by sha256").toString(), parameters)
                .page(0, limit)
                .list();
    }

    List<CertificateEntity> pending(int limit) {
        return find("revision > publishedRevision order by issuedAt")
                .page(0, limit)
                .list();
    }

    void published(String sha256, long revision) {
        update("publishedRevision = ?1 where sha256 = ?2 and publishedRevision < ?1", revision, sha256);
    }
}
