package io.openvtn.bus.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bus.codec.RecordCodec;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Operators read and write the same JSON as the bus. */
@Singleton
class OperatorJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        RecordCodec.configure(mapper);
    }
}
