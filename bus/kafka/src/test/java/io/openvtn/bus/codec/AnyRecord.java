package io.openvtn.bus.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Values of every type that a record of the contract is made of, found by looking at the records themselves. */
final class AnyRecord {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Map<Class<?>, Arbitrary<?>> SIMPLE = Map.ofEntries(
            Map.entry(String.class, Arbitraries.strings().ofMaxLength(20)),
            Map.entry(int.class, Arbitraries.integers()),
            Map.entry(Integer.class, Arbitraries.integers()),
            Map.entry(long.class, Arbitraries.longs()),
            Map.entry(Long.class, Arbitraries.longs()),
            Map.entry(float.class, Arbitraries.floats()),
            Map.entry(Float.class, Arbitraries.floats()),
            Map.entry(double.class, Arbitraries.doubles()),
            Map.entry(Double.class, Arbitraries.doubles()),
            Map.entry(boolean.class, Arbitraries.of(true, false)),
            Map.entry(Boolean.class, Arbitraries.of(true, false)),
            Map.entry(Instant.class, instants()),
            Map.entry(Duration.class, durations()));

    private AnyRecord() {}

    static Arbitrary<?> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        return of((Class<?>) type);
    }

    private static Arbitrary<?> ofGeneric(Class<?> raw, Type[] arguments) {
        if (raw == Optional.class) {
            return of(arguments[0]).optional();
        }
        if (raw == List.class) {
            return of(arguments[0]).list().ofMaxSize(3);
        }
        if (raw == Map.class) {
            return Arbitraries.maps(of(arguments[0]), of(arguments[1])).ofMaxSize(3);
        }
        throw new IllegalArgumentException("the contract has a new kind of value: " + raw);
    }

    private static Arbitrary<?> of(Class<?> type) {
        if (type.isRecord()) {
            return ofRecord(type);
        }
        if (type.isSealed()) {
            return Arbitraries.oneOf(Arrays.stream(type.getPermittedSubclasses())
                    .<Arbitrary<? extends Object>>map(AnyRecord::of)
                    .toList());
        }
        if (type.isEnum()) {
            return Arbitraries.of(type.getEnumConstants());
        }
        return Optional.<Arbitrary<?>>ofNullable(SIMPLE.get(type))
                .orElseThrow(() -> new IllegalArgumentException("the contract has a new kind of value: " + type));
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(EARLIEST.getEpochSecond(), LATEST.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<Duration> durations() {
        long most = Duration.ofDays(40_000).toSeconds();
        return Combinators.combine(
                        Arbitraries.longs().between(-most, most),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Duration::ofSeconds);
    }

    private static Arbitrary<?> ofRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Arbitrary<Object>> values = Arrays.stream(components)
                .map(component -> of(component.getGenericType()).map(value -> (Object) value))
                .toList();
        return Combinators.combine(values).as(arguments -> make(type, components, arguments));
    }

    private static Object make(Class<?> type, RecordComponent[] components, List<Object> arguments) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return canonical.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be made of " + arguments, e);
        }
    }
}
