package io.openvtn.bus.operator;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bus.codec.RecordCodec;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Operators read and write the same JSON as the bus; a member that is there twice could mean either, and is refused. */
@Singleton
class OperatorJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        RecordCodec.configure(mapper);
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    }
}
