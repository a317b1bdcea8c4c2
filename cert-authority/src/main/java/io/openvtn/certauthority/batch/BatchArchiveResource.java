package io.openvtn.certauthority.batch;

import static io.openvtn.bus.operator.Roles.OPERATOR;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.authority.CaConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/batches/{id}")
@Blocking
@Tag(name = "Batches")
class BatchArchiveResource {

    private static final String ZIP = "application/zip";
    private static final String CMS = "application/pkcs7-mime";
    private static final String VTN_URL = "where VENs reach the VTN; openvtn.ca.vtn-url if it is absent";

    private final BatchArchive archive;

    BatchArchiveResource(BatchArchive archive) {
        this.archive = archive;
    }

    @GET
    @Path("archive.zip")
    @Produces(ZIP)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "getBatchArchive",
            summary = "The certificates of a batch that is done, with their keys if they were made here",
            description =
                    "result.csv, ca-bundle.pem, and for each VEN a folder: ven.pem, ca-bundle.pem, and if its key was made here, ven.key and"
                            + " ven.p12 with a password of their own, which is in result.csv; with the VTN's address, curl.conf and"
                            + " openleadr-ven.py. Whoever has it has the keys: archive.p7m is the same, encrypted.")
    @APIResponse(
            responseCode = "200",
            description = "a zip",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "403", description = "that is not the batch's password")
    @APIResponse(responseCode = "404", description = "no batch has that id")
    @APIResponse(responseCode = "409", description = "not all of its certificates are issued yet")
    @APIResponse(responseCode = "422", description = "vtnUrl breaks a rule")
    public RestResponse<StreamingOutput> archive(
            @Parameter(example = "batch-5f70bf18a0860070") @RestPath String id,
            @RestHeader("X-Archive-Password") Optional<String> password,
            @Parameter(description = VTN_URL, example = "https://vtn.utility.example") @RestQuery
                    Optional<String> vtnUrl) {
        Optional<String> url = checked(vtnUrl);
        var opened = archive.open(id, password);
        return download(out -> archive.write(opened, url, out), id + ".zip");
    }

    @GET
    @Path("archive.p7m")
    @Produces(CMS)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "getEncryptedBatchArchive",
            summary = "The archive of a batch whose keys were made here, encrypted with its password",
            description =
                    "archive.zip in CMS (RFC 5652), which openssl opens: openssl cms -decrypt -inform DER -binary -in archive.p7m"
                            + " -pwri_password PASSWORD -out archive.zip")
    @APIResponse(
            responseCode = "200",
            description = "CMS",
            content = @Content(mediaType = CMS, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "403", description = "that is not the batch's password")
    @APIResponse(responseCode = "404", description = "no batch has that id")
    @APIResponse(
            responseCode = "409",
            description = "not all of its certificates are issued yet, or it has no password, as no key was made here")
    @APIResponse(responseCode = "422", description = "vtnUrl breaks a rule")
    public RestResponse<StreamingOutput> encryptedArchive(
            @Parameter(example = "batch-5f70bf18a0860070") @RestPath String id,
            @RestHeader("X-Archive-Password") Optional<String> password,
            @Parameter(description = VTN_URL, example = "https://vtn.utility.example") @RestQuery
                    Optional<String> vtnUrl) {
        Optional<String> url = checked(vtnUrl);
        var opened = archive.open(id, password);
        String secret = password.filter(given -> opened.key().isPresent())
                .orElseThrow(() -> Problems.conflict(
                        "no key of %s was made here, so that it has no password; fetch archive.zip".formatted(id)));
        return download(out -> archive.write(opened, url, ArchiveEnvelope.around(out, secret)), id + ".p7m");
    }

    private static RestResponse<StreamingOutput> download(StreamingOutput content, String name) {
        return RestResponse.ResponseBuilder.ok(content)
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(name))
                .build();
    }

    private static Optional<String> checked(Optional<String> vtnUrl) {
        var errors = new FieldErrors();
        vtnUrl.filter(url -> !url.matches(CaConfig.VTN_URL))
                .ifPresent(url -> errors.add(
                        "vtnUrl", "has to be the address of the VTN, such as https://vtn.utility.example:8443"));
        errors.throwIfAny();
        return vtnUrl;
    }
}
