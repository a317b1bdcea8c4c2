package io.openvtn.venregistry.ven;

import java.util.Map;

/** What a feature keeps of VENs, to be handed out and to be erased. Its methods need a transaction. */
public interface VenData {

    /** How many entries of a list an export has at most. */
    int MOST = 100_000;

    /** All that it keeps of a VEN, each part by its name. */
    Map<String, Object> export(String venId);

    /**
     * Takes away each word that could tell whose the VEN was. Numbers, times and IDs stay, as does what keeps others from taking the
     * VEN's place.
     */
    void erase(String venId);
}
