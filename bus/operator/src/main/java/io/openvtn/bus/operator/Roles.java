package io.openvtn.bus.operator;

/** The operators' roles. Each includes the one before: an admin may do what an operator may, an operator what a viewer may. */
public final class Roles {

    /** Reads. */
    public static final String VIEWER = "viewer";
    /** Works with VENs, certificates and events. */
    public static final String OPERATOR = "operator";
    /** Does what can harm the whole fleet. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
