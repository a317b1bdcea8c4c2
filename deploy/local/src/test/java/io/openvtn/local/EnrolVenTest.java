package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class EnrolVenTest {

    @Test
    void findsTheVenByItsCertificateNotByItsName() throws Exception {
        var vens = new ObjectMapper().readTree("""
                {"items": [
                  {"venId": "ven-1", "venName": "depot-7", "certificates": [{"sha256": "aa"}]},
                  {"venId": "ven-2", "venName": "depot-7", "certificates": [{"sha256": "cc"}, {"sha256": "bb"}]}]}""");

        assertThat(EnrolVen.bound(vens, "bb")).contains("ven-2");
        assertThat(EnrolVen.bound(vens, "dd")).isEmpty();
    }
}
