package io.engagement.measure;

import io.engagement.domain.Channel;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much effort an interaction is: the weight of its purpose times the weight of its channel. What is not named
 * weighs 1; 0 means that it does not count.
 *
 * <pre>{@code
 * EffortWeights.uniform().withPurpose(Purpose.USE, 0.2).withChannel(Channel.STORE, 2)
 * }</pre>
 */
public final class EffortWeights implements Serializable {
    private static final long serialVersionUID = 1L;
    /** So that products of two, and sums of those over any history, stay finite. */
    private static final double HEAVIEST = 1e100;

    private static final EffortWeights UNIFORM = new EffortWeights(new TreeMap<>(), new TreeMap<>());

    /** By the purpose's name. */
    @SuppressWarnings("serial") // a TreeMap, which is serialisable
    private final Map<String, Double> byPurpose;

    /** By the channel's name. */
    @SuppressWarnings("serial") // a TreeMap, which is serialisable
    private final Map<String, Double> byChannel;

    private EffortWeights(Map<String, Double> byPurpose, Map<String, Double> byChannel) {
        this.byPurpose = byPurpose;
        this.byChannel = byChannel;
    }

    /**
     * Every interaction weighs the same.
     *
     * @return weights of 1
     */
    public static EffortWeights uniform() {
        return UNIFORM;
    }

    /**
     * These weights with another one for a purpose.
     *
     * @param purpose the purpose
     * @param weight from 0 to 1e100; 1 is what is not named
     * @return the changed copy
     * @throws IllegalArgumentException if the weight is negative, greater than 1e100 or NaN
     */
    public EffortWeights withPurpose(Purpose purpose, double weight) {
        return new EffortWeights(changed(byPurpose, purpose.name(), weight), byChannel);
    }

    /**
     * These weights with another one for a channel.
     *
     * @param channel the channel
     * @param weight from 0 to 1e100; 1 is what is not named
     * @return the changed copy
     * @throws IllegalArgumentException if the weight is negative, greater than 1e100 or NaN
     */
    public EffortWeights withChannel(Channel channel, double weight) {
        return new EffortWeights(byPurpose, changed(byChannel, channel.name(), weight));
    }

    /**
     * These weights, each to a power: 0 makes all that count weigh the same, 1 changes nothing, what does not count never
     * does.
     *
     * @param exponent finite, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if the exponent is negative, infinite or NaN, or takes a weight above 1e100
     */
    public EffortWeights raised(double exponent) {
        if (!(exponent >= 0 && exponent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("exponent must be finite and not negative, was " + exponent);
        }
        return new EffortWeights(raised(byPurpose, exponent), raised(byChannel, exponent));
    }

    private static Map<String, Double> raised(Map<String, Double> weights, double exponent) {
        Map<String, Double> copy = new TreeMap<>();
        // Not 0^0, which is 1: what does not count would begin to.
        weights.forEach((name, weight) -> put(copy, name, weight == 0 ? 0 : Math.pow(weight, exponent)));
        return copy;
    }

    private static Map<String, Double> changed(Map<String, Double> weights, String name, double weight) {
        Map<String, Double> copy = new TreeMap<>(weights);
        put(copy, name, weight);
        return copy;
    }

    /** Names only what differs from 1, so that equal meaning is equal. */
    private static void put(Map<String, Double> weights, String name, double weight) {
        if (!(weight >= 0 && weight <= HEAVIEST)) {
            throw new IllegalArgumentException("weight of " + name + " must be from 0 to 1e100, was " + weight);
        }
        if (weight == 1) {
            weights.remove(name);
        } else {
            weights.put(name, weight + 0.0); // -0.0 becomes 0.0
        }
    }

    /**
     * The effort of an interaction of a kind.
     *
     * @param kind what sort of contact it is
     * @return the weight, finite, not negative
     */
    public double of(InteractionKind kind) {
        return byPurpose.getOrDefault(kind.purpose().name(), 1.0)
                * byChannel.getOrDefault(kind.channel().name(), 1.0);
    }

    /** What counts: all whose purpose and channel weigh more than 0. */
    Filter counting() {
        Filter counting = Filter.all();
        for (String purpose : names(byPurpose)) {
            counting = counting.and(Filter.purpose(Purpose.of(purpose)).negate());
        }
        for (String channel : names(byChannel)) {
            counting = counting.and(Filter.channel(Channel.of(channel)).negate());
        }
        return counting;
    }

    private static List<String> names(Map<String, Double> weights) {
        return weights.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EffortWeights weights
                && byPurpose.equals(weights.byPurpose)
                && byChannel.equals(weights.byChannel);
    }

    @Override
    public int hashCode() {
        return 31 * byPurpose.hashCode() + byChannel.hashCode();
    }

    /** The canonical text: all weights other than 1, in the order of names. */
    @Override
    public String toString() {
        return byPurpose.isEmpty() && byChannel.isEmpty() ? "uniform" : text(byPurpose) + "*" + text(byChannel);
    }

    /** Reads the canonical text. */
    static EffortWeights read(String text) {
        EffortWeights weights = uniform();
        if (text.equals("uniform")) {
            return weights;
        }
        TextCursor cursor = new TextCursor("set of effort weights", text);
        for (Map.Entry<String, Double> each : named(cursor).entrySet()) {
            weights = weights.withPurpose(Purpose.of(each.getKey()), each.getValue());
        }
        cursor.expect("*");
        for (Map.Entry<String, Double> each : named(cursor).entrySet()) {
            weights = weights.withChannel(Channel.of(each.getKey()), each.getValue());
        }
        cursor.end();
        return weights;
    }

    private static Map<String, Double> named(TextCursor cursor) {
        Map<String, Double> weights = new TreeMap<>();
        cursor.expect("{");
        while (!cursor.skip("}")) {
            if (!weights.isEmpty()) {
                cursor.expect(", ");
            }
            String name = cursor.name();
            cursor.expect("=");
            if (weights.put(name, cursor.number()) != null) {
                throw cursor.refused("no name twice, such as '" + name + "',");
            }
        }
        return weights;
    }

    private static String text(Map<String, Double> weights) {
        return weights.entrySet().stream()
                .map(entry -> FilterTerms.quoted(entry.getKey()) + "=" + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
