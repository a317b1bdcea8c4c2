package io.openvtn.vtnapi.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusRootsTest {

    private final Issued root = TestCertificate.ofAuthority("root", 1).selfSigned();
    private final Issued other = TestCertificate.ofAuthority("root", 1).selfSigned();

    @Test
    void allAreAdmittedUnlessSomeAreNamed() {
        assertThat(BusRoots.of(Optional.<List<String>>empty()).admit(root.certificate()))
                .isTrue();
    }

    @Test
    void thoseThatAreNamedAreAdmittedHoweverTheirNamesAreWritten() {
        String colons = root.sha256().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");

        for (String name : List.of(root.sha256(), colons, " " + root.sha256() + " ")) {
            var roots = BusRoots.of(Optional.of(List.of(name)));
            assertThat(roots.admit(root.certificate())).as(name).isTrue();
            assertThat(roots.admit(other.certificate())).as(name).isFalse();
        }
    }

    @Test
    void whatIsNoFingerprintIsNamedAtTheStart() {
        assertThatThrownBy(() -> BusRoots.of(Optional.of(List.of("AA:BB"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("openvtn.trust.bus-roots")
                .hasMessageContaining("AA:BB");
    }
}
