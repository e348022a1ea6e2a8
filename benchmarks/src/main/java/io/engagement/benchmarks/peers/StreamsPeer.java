package io.engagement.benchmarks.peers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A map of lists and streams, as one would write it in an afternoon; all rows but purchases are dropped before anything
 * else of them is looked at.
 */
final class StreamsPeer {
    private static final int CUSTOMER = 0;
    private static final int AT = 1;
    private static final int PURPOSE = 2;
    private static final int VALUE = 5;

    private StreamsPeer() {}

    /** A purchase. */
    private record Event(String customer, LocalDate day, double value) {
        static Event of(String[] row) {
            return new Event(row[CUSTOMER], LocalDate.parse(row[AT].substring(0, 10)), Double.parseDouble(row[VALUE]));
        }
    }

    /** What is known of a customer. */
    private record Summary(String customer, long x, long recency, long age, double meanRepeatSpend, LocalDate last) {
        static Summary of(String customer, List<Event> events, LocalDate asOf) {
            TreeMap<LocalDate, Double> days = events.stream()
                    .collect(Collectors.groupingBy(Event::day, TreeMap::new, Collectors.summingDouble(Event::value)));
            LocalDate first = days.firstKey();
            LocalDate last = days.lastKey();
            double mean = days.tailMap(first, false).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
            return new Summary(
                    customer,
                    days.size() - 1,
                    ChronoUnit.DAYS.between(first, last),
                    ChronoUnit.DAYS.between(first, asOf),
                    mean,
                    last);
        }
    }

    static void run(Path input, Path output, LocalDate asOf) throws IOException {
        List<Summary> summaries = summaries(input, asOf);
        Map<String, Integer> recency =
                quintiles(summaries, Comparator.comparing(Summary::last).thenComparing(Summary::customer));
        Map<String, Integer> frequency =
                quintiles(summaries, Comparator.comparingLong(Summary::x).thenComparing(Summary::customer));
        try (BufferedWriter out = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
            out.write(Peer.HEADER + "\n");
            for (Summary one : summaries) {
                out.write(one.customer() + "," + one.x() + "," + one.recency() + "," + one.age() + ","
                        + (one.x() == 0 ? "" : one.meanRepeatSpend()) + "," + recency.get(one.customer()) + ","
                        + frequency.get(one.customer()) + "\n");
            }
        }
    }

    private static List<Summary> summaries(Path input, LocalDate asOf) throws IOException {
        try (Stream<String> lines = Files.lines(input)) {
            Map<String, List<Event>> byCustomer = lines.parallel()
                    .map(line -> line.split(",", -1))
                    .filter(row -> row[PURPOSE].equals("PURCHASE"))
                    .map(Event::of)
                    .filter(event -> event.day().isBefore(asOf))
                    .collect(Collectors.groupingBy(Event::customer));
            return byCustomer.entrySet().parallelStream()
                    .map(entry -> Summary.of(entry.getKey(), entry.getValue(), asOf))
                    .toList();
        }
    }

    private static Map<String, Integer> quintiles(List<Summary> summaries, Comparator<Summary> order) {
        List<Summary> sorted = summaries.parallelStream().sorted(order).toList();
        Map<String, Integer> quintiles = new HashMap<>();
        IntStream.range(0, sorted.size())
                .forEach(i -> quintiles.put(sorted.get(i).customer(), Quintiles.of(i, sorted.size())));
        return quintiles;
    }
}
