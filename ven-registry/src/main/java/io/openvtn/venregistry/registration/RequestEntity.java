package io.openvtn.venregistry.registration;

import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the table registration_request. Whoever changes it holds its VEN's lock. */
@Entity
@Table(name = "registration_request")
class RequestEntity {

    @Id
    @Column(name = "request_id")
    String requestId;

    @Column(name = "ven_id")
    String venId;

    @Enumerated(EnumType.STRING)
    RequestKind kind;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Column(name = "requested_by")
    String requestedBy;

    @Nullable
    String reason;

    @Column(name = "answered_at")
    Instant answeredAt;

    @Column(name = "response_code")
    String responseCode;

    @Column(name = "response_description")
    @Nullable
    String responseDescription;

    PendingRequest toRecord() {
        return new PendingRequest(requestId, kind);
    }

    RequestView toView() {
        return new RequestView(
                requestId,
                kind,
                requestedAt,
                requestedBy,
                Optional.ofNullable(reason),
                Optional.ofNullable(answeredAt),
                Optional.ofNullable(responseCode),
                Optional.ofNullable(responseDescription));
    }
}
