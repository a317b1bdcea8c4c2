package io.openvtn.venregistry.ven;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Which groups there are, and which of them hold which others. Its methods need a transaction. */
public interface VenGroups {

    /**
     * VENs are about to be put into groups: until the transaction ends no group is put into another one, so that what is published
     * of a VEN never misses a group. Comes before the lock of any VEN.
     */
    void settle();

    /** Makes those that there are not yet; after {@link #settle}. */
    void ensure(Collection<String> groupIds);

    /** The groups that hold each of these, directly or not; a group that none holds is left out. */
    Map<String, Set<String>> holders(Collection<String> groupIds);

    /** The group and all that it holds, directly or not. */
    Set<String> within(String groupId);
}
