package io.openvtn.venregistry.ven;

/**
 * Something that VENs can be sorted by.
 *
 * @param join with the table that has it; none of its column names is one of the table ven
 * @param sql the expression, which has an index together with the venID and is never null
 * @param type of the expression
 */
public record VenColumn(String join, String sql, Type type) {

    /** Of a column. */
    public enum Type {
        TEXT("text"),
        TIME("timestamptz");

        final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }
}
