package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.RequestKind;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks many VENs at once. Its methods need a transaction, and those that change something the VENs' locks. */
public interface RequestsToVens {

    /** Those of the VENs that can be asked: registered, and nothing of the kind waits for their answer. */
    Set<String> askable(RequestKind kind, Collection<String> venIds);

    /**
     * Asks those of the VENs that can be asked. Each has to be published anew.
     *
     * @return the requestIDs by venID
     */
    Map<String, String> ask(RequestKind kind, Collection<String> venIds, Optional<String> reason);

    /** Those of the requests that wait for an answer. */
    Set<String> waiting(Collection<String> requestIds);

    /** Withdraws those of the requests that wait for an answer. Their VENs have to be published anew. */
    void withdraw(Collection<String> requestIds);
}
