package io.openvtn.venregistry.binding;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A certificate to bind, by either of its two forms. */
@Schema(name = "CertificateRequest", description = "exactly one of the two")
record CertificateRequest(
        @Schema(description = "PEM of the VEN's certificate", maxLength = 16384)
        Optional<String> certificate,

        @Schema(
                description =
                        "SHA-256 of the certificate's DER, 32 bytes in hex, or its last 10; capitals, colons, dashes and spaces are fine",
                examples = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef")
        Optional<String> sha256) {}
