package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.CertificateStatus;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A bound certificate as operators see it.
 *
 * @param openAdrFingerprint the last 10 bytes of the SHA-256: what is printed on devices; for people only
 * @param notBefore empty, like {@code notAfter}, if only the fingerprint is known
 */
@Schema(name = "Binding")
public record BindingView(
        @Schema(examples = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef")
        String sha256,

        @Schema(examples = "55:B6:CD:DF:AF:10:AC:E3:C6:EF") String openAdrFingerprint,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"valid", "onHold", "revoked"})
        CertificateStatus status,

        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        Instant boundAt) {}
