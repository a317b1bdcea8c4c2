package io.openvtn.bus.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.contract.VenMessage;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The JSON of the bus. Thread safe. */
public final class RecordCodec {

    private static final String ESCAPED_NUL = "\\u0000";

    /** Escaped as JSON has it; behind an odd number of backslashes the u is a letter like any other. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private static final ObjectMapper MAPPER = configure(new ObjectMapper())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addMixIn(StateRecord.class, WithoutKey.class)
            .addMixIn(VenMessage.class, TypedVenMessage.class);

    static {
        // What is not Optional has to be there, but for collections: those of a later version of the contract begin
        // empty.
        for (Class<?> type : List.of(List.class, Map.class)) {
            MAPPER.configOverride(type).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        }
    }

    private RecordCodec() {}

    /**
     * How OpenVTN writes values in JSON, on the bus and in the operators' APIs: enums by their word, instants and durations
     * in ISO 8601, absent values left out.
     */
    public static ObjectMapper configure(ObjectMapper mapper) {
        return mapper.registerModules(new Jdk8Module(), new JavaTimeModule())
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    /** Writes a record of {@code io.openvtn.bus.contract}. */
    public static String write(Object record) {
        try {
            return MAPPER.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            // Records hold plain values only, so this is a mistake in the contract, not in the data.
            throw new UncheckedIOException("cannot write " + record.getClass().getSimpleName(), e);
        }
    }

    /** Like {@link #write}, but leaves out each NUL, as PostgreSQL keeps none in jsonb. */
    public static String writeWithoutNul(Object record) {
        String json = write(record);
        // The expression takes longer than all the rest of taking a record in.
        return json.contains(ESCAPED_NUL) ? NUL.matcher(json).replaceAll("$1") : json;
    }

    /**
     * Reads a record; fields that it does not know are ignored.
     *
     * @throws MalformedRecordException if the text is not JSON of that type
     */
    public static <T> T read(String json, Class<T> type) throws MalformedRecordException {
        T record;
        try {
            record = MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new MalformedRecordException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
        if (record == null) {
            throw new MalformedRecordException("not a " + type.getSimpleName() + ": null");
        }
        return record;
    }

    /** The key is the Kafka record's; in the value it would stand twice. */
    @com.fasterxml.jackson.annotation.JsonIgnoreProperties("key")
    private interface WithoutKey {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = VenMessage.Registered.class, name = "registered"),
        @JsonSubTypes.Type(value = VenMessage.Deregistered.class, name = "deregistered"),
        @JsonSubTypes.Type(value = VenMessage.RequestOffered.class, name = "requestOffered"),
        @JsonSubTypes.Type(value = VenMessage.RequestAnswered.class, name = "requestAnswered"),
        @JsonSubTypes.Type(value = VenMessage.EventsOffered.class, name = "eventsOffered"),
        @JsonSubTypes.Type(value = VenMessage.Offers.class, name = "offers"),
        @JsonSubTypes.Type(value = VenMessage.EventsAnswered.class, name = "eventsAnswered"),
        @JsonSubTypes.Type(value = VenMessage.ReportsRegistered.class, name = "reportsRegistered"),
        @JsonSubTypes.Type(value = VenMessage.OptCreated.class, name = "optCreated"),
        @JsonSubTypes.Type(value = VenMessage.OptCanceled.class, name = "optCanceled"),
        @JsonSubTypes.Type(value = VenMessage.MessageRefused.class, name = "messageRefused")
    })
    private interface TypedVenMessage {}
}
