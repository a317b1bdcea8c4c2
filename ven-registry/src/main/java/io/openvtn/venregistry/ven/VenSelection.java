package io.openvtn.venregistry.ven;

import org.hibernate.query.CommonQueryContract;

/** Rows of the table ven that a list would show, for a statement that does something with all of them. */
public interface VenSelection {

    /** Conditions to stand behind {@code where} or {@code and}. */
    String sql();

    /** Gives a query that has the conditions their values. */
    <Q extends CommonQueryContract> Q set(Q query);
}
