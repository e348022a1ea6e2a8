package io.engagement.outcome.mutual;

import io.engagement.domain.Customer;
import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.base.Stretches;
import io.engagement.internal.calendar.Millis;
import io.engagement.journey.Journey;
import io.engagement.journey.StagePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** By what contacts are counted: segments that customers are in, for good or for a time. Groups of fewer than ten are put together. */
abstract class Segments {
    private final List<String> names;

    private Segments(List<String> names) {
        this.names = names;
    }

    List<String> names() {
        return names;
    }

    /** Of one customer. */
    interface OfCustomer {
        /** The segment at an instant. */
        int at(long time);

        /** Those that they were in from an instant on, each once. */
        int[] since(long from);
    }

    abstract OfCustomer of(int row);

    /** For good. */
    static Segments of(LogView view, Function<Customer, String> segment) {
        String[] ofRow = new String[view.customers()];
        for (int row = 0; row < ofRow.length; row++) {
            Customer customer = view.customer(row);
            ofRow[row] = Objects.requireNonNull(
                    segment.apply(customer), () -> "the segment of customer '" + customer.id() + "' must not be null");
        }
        Map<String, Integer> sizes = new TreeMap<>();
        for (String each : ofRow) {
            sizes.merge(each, 1, Integer::sum);
        }
        List<String> small = sizes.size() > 1 ? Groups.small(sizes) : List.of();
        List<String> names = List.copyOf(new TreeSet<>(
                sizes.keySet().stream().map(name -> shown(name, small)).toList()));
        int[] places = new int[ofRow.length];
        for (int row = 0; row < places.length; row++) {
            places[row] = names.indexOf(shown(ofRow[row], small));
        }
        return new Segments(names) {
            @Override
            OfCustomer of(int row) {
                return new ForGood(places[row]);
            }
        };
    }

    private static String shown(String name, List<String> small) {
        return small.contains(name) ? Groups.SMALL : name;
    }

    private record ForGood(int segment) implements OfCustomer {
        @Override
        public int at(long time) {
            return segment;
        }

        @Override
        public int[] since(long from) {
            return new int[] {segment};
        }
    }

    /** Stages, as they were when something happened; stages that fewer than ten were in since an instant are put together. */
    static Segments of(LogView view, Journey journey, long from) {
        if (!journey.asOf().equals(view.asOf())) {
            throw new IllegalArgumentException("journey must be as of " + view.asOf() + ", was as of " + journey.asOf()
                    + ": make both of one view");
        }
        List<String> stages = new ArrayList<>(journey.stages().names());
        stages.add(Groups.NONE);
        Map<String, Integer> sizes = new TreeMap<>();
        for (int row = 0; row < view.customers(); row++) {
            for (int stage : new Staged(view, journey, stages, row).since(from)) {
                sizes.merge(stages.get(stage), 1, Integer::sum);
            }
        }
        List<String> small = Groups.small(sizes);
        List<String> names = new ArrayList<>(
                stages.stream().filter(name -> !small.contains(name)).toList());
        if (!small.isEmpty()) {
            names.add(Groups.SMALL);
        }
        int[] places = stages.stream()
                .mapToInt(name -> names.indexOf(shown(name, small)))
                .toArray();
        return new Segments(List.copyOf(names)) {
            @Override
            OfCustomer of(int row) {
                return new Renamed(new Staged(view, journey, stages, row), places);
            }
        };
    }

    /** One customer's way. */
    private static final class Staged implements OfCustomer {
        private final int none;
        private final Stretches times;
        private final int[] stage;

        Staged(LogView view, Journey journey, List<String> stages, int row) {
            List<StagePath.Visit> visits =
                    journey.path(view.customerId(row)).map(StagePath::visits).orElse(List.of());
            none = stages.size() - 1;
            times = Stretches.of(
                    visits.stream().mapToLong(visit -> Millis.of(visit.from())).toArray());
            stage = visits.stream()
                    .mapToInt(visit -> stages.indexOf(visit.stage()))
                    .toArray();
        }

        @Override
        public int at(long time) {
            int visit = times.before(time);
            return visit < 0 ? none : stage[visit];
        }

        @Override
        public int[] since(long from) {
            return IntStream.range(0, times.size())
                    .filter(visit -> times.end(visit) > from)
                    .map(visit -> stage[visit])
                    .distinct()
                    .toArray();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // within the class, where nobody changes it
    private record Renamed(OfCustomer stages, int... places) implements OfCustomer {
        @Override
        public int at(long time) {
            return places[stages.at(time)];
        }

        @Override
        public int[] since(long from) {
            return IntStream.of(stages.since(from))
                    .map(stage -> places[stage])
                    .distinct()
                    .toArray();
        }
    }
}
