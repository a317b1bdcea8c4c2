package io.openvtn.certauthority.enrolment;

import io.openvtn.bus.operator.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class TokenRepository implements PanacheRepositoryBase<TokenEntity, String> {

    /** Locks the row until the transaction ends: parallel uses of a token follow each other. */
    Optional<TokenEntity> findForUse(String hash) {
        return findByIdOptional(hash, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The same by the operators' name for it. */
    Optional<TokenEntity> findForChange(String id) {
        return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    List<TokenEntity> page(PageRequest page) {
        return find("id > ?1 order by id", page.from())
                .page(0, page.limitAndOne())
                .list();
    }
}
