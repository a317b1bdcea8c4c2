package io.openvtn.venregistry.inbox;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An unknown certificate as operators see it.
 *
 * @param subject the client's own words, in RFC 4514 form
 * @param reports how often vtn-api reported it: at least as often it was presented
 * @param venId the VEN that it was approved for
 */
@Schema(name = "UnknownCertificate")
record InboxView(
        @Schema(examples = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef")
        String sha256,

        @Schema(examples = "55:B6:CD:DF:AF:10:AC:E3:C6:EF") String openAdrFingerprint,

        InboxStatus status,

        @Schema(examples = "CN=plant-7") String subject,

        String issuer,
        String serial,
        Instant notBefore,
        Instant notAfter,
        Instant firstSeen,
        Instant lastSeen,
        long reports,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy,
        Optional<String> reason,
        Optional<String> venId) {}
