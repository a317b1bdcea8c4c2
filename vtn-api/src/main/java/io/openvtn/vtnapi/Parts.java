package io.openvtn.vtnapi;

import io.openvtn.vtnapi.wire.Grid;
import io.openvtn.vtnapi.wire.WireCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

class Parts {

    @Produces
    @Singleton
    WireCodec wireCodec(VtnConfig config) {
        return new WireCodec(new Grid(config.grid().hertz(), config.grid().voltage()));
    }
}
