package io.engagement.connect;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What reads the times of sources: whether days or months come first in them is decided before a row is read. */
final class SourceTimes {
    private final Clock clock;
    /** Of several sources that are read in one way. */
    private final Map<Mapping, DayOrder> orders = new HashMap<>();

    private final List<String> notes = new ArrayList<>();

    SourceTimes(Clock clock) {
        this.clock = clock;
    }

    /** Decides for several sources as one. */
    void decide(List<Source> sources, Mapping mapping) {
        List<Source> all = sources.stream()
                .filter(Source::isRepeatable)
                .map(source -> Typed.of(source, mapping))
                .toList();
        if (all.size() > 1 && format(mapping).isAuto()) {
            DayOrders.of(all, mapping).ifPresent(found -> {
                orders.put(mapping, found.order());
                notes.add(found.note());
            });
        }
    }

    /** What reads a source's times; if the order of dates of numbers is still to be found for it, the source is read twice. */
    TimeFormat of(Source source, Mapping mapping, Tally tally) {
        TimeFormat format = format(mapping);
        if (!format.isAuto() || !source.isRepeatable()) {
            return format;
        }
        DayOrder known = orders.get(mapping);
        if (known != null) {
            return format.withOrder(known);
        }
        Optional<DayOrders.Order> order = DayOrders.of(List.of(source), mapping);
        order.ifPresent(found -> tally.note(found.note()));
        return order.map(found -> format.withOrder(found.order())).orElse(format);
    }

    private TimeFormat format(Mapping mapping) {
        return TimeFormat.of(
                        mapping.timeFormat(),
                        mapping.timeZone().map(clock::withZone).orElse(clock))
                .withTyped();
    }

    /** What is to be told of sources that were decided for as one. */
    List<String> notes() {
        return notes;
    }
}
