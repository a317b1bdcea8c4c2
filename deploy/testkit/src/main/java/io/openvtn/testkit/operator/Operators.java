package io.openvtn.testkit.operator;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/**
 * The operators of tests: viewer, operator and admin, each with its name as its password and its role. This jar's configuration
 * tells the services of them.
 */
public final class Operators {

    private Operators() {}

    /** A request in JSON by that operator. */
    public static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType(ContentType.JSON);
    }
}
