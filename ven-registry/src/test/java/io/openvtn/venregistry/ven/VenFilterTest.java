package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which VENs a list has. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class VenFilterTest {

    private final String mark = UUID.randomUUID().toString().substring(0, 18);
    private final String venName = "ven of " + UUID.randomUUID();

    @Test
    void pagesAndFiltersNarrowTheList() {
        String group = "group " + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            create(Map.of("venName", venName + i, "groups", List.of(group, "shared")));
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            var page = as("viewer")
                    .queryParams("group", group, "limit", "2", "after", after)
                    .get("/v1/vens")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.venId", String.class));
            after = page.getString("next");
        } while (after != null);

        assertThat(seen).hasSize(5).doesNotHaveDuplicates().isSorted();
        as("viewer")
                .queryParams("group", group, "text", (venName + 3).toUpperCase(Locale.ROOT))
                .get("/v1/vens")
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
        as("viewer")
                .queryParams("group", group, "status", "ACTIVE")
                .get("/v1/vens")
                .then()
                .body("items", empty());
        as("viewer")
                .queryParams("group", group, "text", "%")
                .get("/v1/vens")
                .then()
                .body("items", empty());
    }

    @Test
    void aTextIsLookedForAsItStands() {
        create(Map.of("venName", "Süd_100%\\ " + mark, "labels", Map.of("mark", mark)));
        create(Map.of("venName", "Süd-1000 " + mark, "labels", Map.of("mark", mark)));

        for (String text : List.of("Süd_", "süd_100%", "100%\\ ", "_100")) {
            as("viewer")
                    .queryParam("text", text)
                    .queryParam("label", "mark=" + mark)
                    .get("/v1/vens")
                    .then()
                    .body("items.venName", contains("Süd_100%\\ " + mark));
        }
        as("viewer")
                .queryParam("text", "SÜD")
                .queryParam("label", "mark=" + mark)
                .get("/v1/vens")
                .then()
                .body("items", hasSize(2));
    }

    @Test
    void badQueryParametersAreNamed() {
        as("viewer")
                .queryParams("limit", "501", "status", "active")
                .get("/v1/vens")
                .then()
                .statusCode(422)
                .body("violations.field", containsInAnyOrder("limit", "status"));
    }

    private static String create(Map<String, Object> request) {
        return as("operator")
                .body(request)
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .header("Location", not(endsWith("null")))
                .extract()
                .path("venId");
    }
}
