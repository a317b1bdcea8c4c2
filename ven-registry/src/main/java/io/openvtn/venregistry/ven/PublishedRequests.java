package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.PendingRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the topic vens needs of the operators' requests to VENs. */
public interface PublishedRequests {

    /** What each of these VENs has not answered, oldest first; a VEN without any is left out. */
    Map<String, List<PendingRequest>> pending(Collection<String> venIds);
}
