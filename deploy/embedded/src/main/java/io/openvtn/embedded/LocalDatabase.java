package io.openvtn.embedded;

/**
 * A database of {@link LocalPostgres}. Nobody else than its two roles may connect to it.
 *
 * @param name of the database
 * @param owner makes its tables and may do everything with them
 * @param user is let in and may do what the owner grants; the owner itself where nothing has to be kept from the user
 */
public record LocalDatabase(String name, Role owner, Role user) {

    /** Somebody who may log in. Never shows the password. */
    public record Role(String name, String password) {

        @Override
        public String toString() {
            return name;
        }
    }
}
