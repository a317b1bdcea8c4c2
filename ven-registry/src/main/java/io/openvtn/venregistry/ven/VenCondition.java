package io.openvtn.venregistry.ven;

import org.hibernate.query.CommonQueryContract;

/**
 * What a row of the table ven has to be.
 *
 * @param sql names the parameter
 * @param value of the parameter
 */
public record VenCondition(String sql, String parameter, Object value) {

    @SuppressWarnings("unchecked")
    <T> void set(CommonQueryContract query) {
        query.setParameter(parameter, (T) value, (Class<T>) value.getClass());
    }
}
