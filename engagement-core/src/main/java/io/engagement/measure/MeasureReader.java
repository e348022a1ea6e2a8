package io.engagement.measure;

import io.engagement.domain.Registry;
import io.engagement.internal.text.Names;
import io.engagement.measure.spi.Quantity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the canonical names of measures: those of the library that are of one filter, a quantity or a time; all others, and the
 * user's own, are found by their names in the registry.
 */
final class MeasureReader {
    private static final Set<String> OF_QUANTITY = Set.of("sum", "mean", "largest", "median", "sum_within");
    private static final Set<String> OF_FILTER = Set.of(
            "count",
            "time_since_first",
            "time_since_last",
            "time_since_nth_last",
            "mean_gap",
            "gap_deviation",
            "median_gap",
            "distinct_channels",
            "distinct_days",
            "count_within",
            "decayed");

    private static final List<String> KINDS =
            Stream.of(OF_QUANTITY, OF_FILTER).flatMap(Set::stream).sorted().toList();

    private final String name;
    private final TextCursor text;
    private final Registry registry;

    private MeasureReader(String name, Registry registry) {
        this.name = name;
        this.text = new TextCursor("measure", name);
        this.registry = registry;
    }

    static Measure read(String name, Registry registry) {
        MeasureReader reader = new MeasureReader(Objects.requireNonNull(name, "name"), registry);
        String kind = reader.text.name();
        boolean hasQuantity = OF_QUANTITY.contains(kind);
        if (!reader.text.skip("[") || !(hasQuantity || OF_FILTER.contains(kind))) {
            return own(name, kind, registry);
        }
        Measure measure = hasQuantity ? reader.ofQuantity(kind) : reader.ofFilter(kind);
        if (!measure.name().equals(name)) {
            throw new IllegalArgumentException("a measure must have its canonical name, " + measure + ", had " + name);
        }
        return measure;
    }

    /** A user's own, or a misspelt one of the library's. */
    private static Measure own(String name, String kind, Registry registry) {
        try {
            return registry.get(Measure.class, name, 1);
        } catch (IllegalArgumentException none) {
            throw Names.near(kind, KINDS)
                    .map(meant -> new IllegalArgumentException(
                            "there is no measure '" + name + "': did you mean " + meant + "[...]?", none))
                    .orElse(none);
        }
    }

    private Measure ofQuantity(String kind) {
        String word = text.name();
        Quantity quantity = Stream.of(Quantity.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> text.refused("a quantity such as 'value', not '" + word + "'"));
        text.expect(", ");
        Filter filter = FilterReader.read(text, registry);
        return switch (kind) {
            case "sum" -> Measure.sum(filter, quantity);
            case "mean" -> Measure.mean(filter, quantity);
            case "largest" -> Measure.largest(filter, quantity);
            case "median" -> Measure.median(filter, quantity);
            default -> {
                String[] window = window();
                yield Measure.sumWithin(filter, quantity, duration(window[0]), duration(window[1]));
            }
        };
    }

    private Measure ofFilter(String kind) {
        Filter filter = FilterReader.read(text, registry);
        return switch (kind) {
            case "count" -> Measure.count(filter);
            case "time_since_first" -> Measure.timeSinceFirst(filter);
            case "time_since_last" -> Measure.timeSinceLast(filter);
            case "time_since_nth_last" -> Measure.timeSinceNthLast(filter, whole(rest()));
            case "mean_gap" -> Measure.meanGap(filter);
            case "gap_deviation" -> Measure.gapDeviation(filter);
            case "median_gap" -> Measure.medianGap(filter);
            case "distinct_channels" -> Measure.distinctChannels(filter);
            case "distinct_days" -> Measure.distinctDays(filter, zone(rest()));
            case "count_within" -> {
                String[] window = window();
                yield Measure.countWithin(filter, duration(window[0]), duration(window[1]));
            }
            default -> decayed(filter, rest());
        };
    }

    private Measure decayed(Filter filter, String rest) {
        int last = rest.lastIndexOf(", ");
        if (last < 0) {
            throw text.refused("weights, a comma and a duration");
        }
        return Measure.decayed(filter, EffortWeights.read(rest.substring(0, last)), duration(rest.substring(last + 2)));
    }

    /** What stands behind the filter, without the bracket. */
    private String rest() {
        text.expect(", ");
        if (text.at() == name.length()) {
            throw text.refused("']' at its end");
        }
        return name.substring(text.at(), name.length() - 1);
    }

    private String[] window() {
        String[] window = rest().split(" by ", -1);
        if (window.length != 2) {
            throw text.refused("a length 'by' a step");
        }
        return window;
    }

    private int whole(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException none) {
            throw text.refused("a whole number, not '" + word + "'");
        }
    }

    private Duration duration(String word) {
        try {
            return Duration.parse(word);
        } catch (DateTimeException none) {
            throw text.refused("a duration such as PT720H, not '" + word + "'");
        }
    }

    private ZoneId zone(String word) {
        try {
            return ZoneId.of(word);
        } catch (DateTimeException unknown) {
            throw text.refused("a zone that this Java knows, not '" + word + "'");
        }
    }
}
