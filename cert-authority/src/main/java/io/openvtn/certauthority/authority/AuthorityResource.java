package io.openvtn.certauthority.authority;

import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.contract.AuthorityRole;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/authorities")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authorities")
class AuthorityResource {

    static final String EXAMPLE = """
                                                    {"items":[{"name":"ec-root","role":"root","state":"issuing","sha256":"4f…","subject":"CN=OpenVTN EC Root CA,OU=OpenADR,O=OpenVTN",
                                                     "notBefore":"2026-11-23T12:00:00Z","notAfter":"2046-11-18T12:05:00Z","certificate":"-----BEGIN CERTIFICATE-----…"}]}""";

    private final Authorities authorities;

    AuthorityResource(Authorities authorities) {
        this.authorities = authorities;
    }

    /** A CA as operators see it. */
    record AuthorityView(
            String name,
            AuthorityRole role,
            AuthorityState state,
            String sha256,
            String subject,
            Instant notBefore,
            Instant notAfter,
            String certificate) {

        static AuthorityView of(Authority authority) {
            var certificate = authority.certificate();
            return new AuthorityView(
                    authority.name(),
                    authority.role(),
                    authority.state(),
                    Certificates.sha256(certificate),
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    Certificates.pem(certificate));
        }
    }

    /** CAs, the roots first. */
    record AuthorityList(List<AuthorityView> items) {

        static AuthorityList of(List<Authority> authorities) {
            return new AuthorityList(authorities.stream().map(AuthorityView::of).toList());
        }
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(operationId = "listAuthorities", summary = "Lists the roots and the issuing CAs")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = AuthorityList.class),
                            examples = @ExampleObject(name = "authorities", value = EXAMPLE)))
    public AuthorityList list() {
        return AuthorityList.of(authorities.all());
    }

    @GET
    @Path("bundle.pem")
    @PermitAll
    @Produces("application/x-pem-file")
    @Operation(
            operationId = "getAuthorityBundle",
            summary = "The roots and the issuing CAs in PEM, for clients that have to trust the VTN; open to all")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "bundle", value = "-----BEGIN CERTIFICATE-----…")))
    public String bundle() {
        return authorities.bundle();
    }
}
