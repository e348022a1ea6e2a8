package io.engagement.journey;

import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The ways that customers take, as sequences of stages without their times, and how many take each. Ways of more than twelve stays are
 * cut there. Immutable.
 */
public final class PathVariants implements Tabular {
    private static final int LONGEST = 12;
    private static final int SHOWN = 20;
    private static final String ON = "...";

    private final List<Variant> variants;
    private final long customers;
    private final long suppressed;

    private PathVariants(List<Variant> variants, long customers, long suppressed) {
        this.variants = variants;
        this.customers = customers;
        this.suppressed = suppressed;
    }

    /**
     * A way.
     *
     * @param stages in the order of the way; the last one is {@code ...} if it goes on
     * @param customers how many took it
     */
    public record Variant(List<String> stages, long customers) {
        /**
         * Keeps a copy.
         *
         * @param stages in the order of the way
         * @param customers how many took it
         */
        public Variant {
            stages = List.copyOf(Objects.requireNonNull(stages, "stages"));
        }

        /** Such as {@code prospect, then first purchase, then lapsed}. */
        @Override
        public String toString() {
            return String.join(", then ", stages);
        }
    }

    static PathVariants of(Paths paths, int least) {
        Map<String, long[]> counts = new HashMap<>();
        long[] all = {0};
        paths.forEach((row, columns, from, to) -> {
            counts.computeIfAbsent(key(columns, from, to), key -> new long[1])[0]++;
            all[0]++;
        });
        List<Variant> variants = counts.entrySet().stream()
                .filter(entry -> entry.getValue()[0] >= least)
                .map(entry -> new Variant(names(paths, entry.getKey()), entry.getValue()[0]))
                .sorted(Comparator.comparing(Variant::customers).reversed().thenComparing(Variant::toString))
                .toList();
        long shown = variants.stream().mapToLong(Variant::customers).sum();
        return new PathVariants(variants, all[0], all[0] - shown);
    }

    /** A character for each stay. */
    private static String key(PathColumns columns, int from, int to) {
        int end = Math.min(to, from + LONGEST);
        StringBuilder key = new StringBuilder(LONGEST + 1);
        for (int visit = from; visit < end; visit++) {
            key.append((char) (columns.stage(visit) + 1));
        }
        return end < to ? key.append(Character.MAX_VALUE).toString() : key.toString();
    }

    private static List<String> names(Paths paths, String key) {
        return key.chars()
                .mapToObj(code -> code == Character.MAX_VALUE ? ON : paths.name(code - 1))
                .toList();
    }

    /**
     * The ways.
     *
     * @return the commonest first
     */
    public List<Variant> variants() {
        return variants;
    }

    /**
     * How many customers there are.
     *
     * @return those of all ways
     */
    public long customers() {
        return customers;
    }

    /**
     * How many customers took ways that fewer than ten of a group did, which are not shown.
     *
     * @return 0 for a whole base
     */
    public long suppressed() {
        return suppressed;
    }

    /**
     * The commonest ways in words.
     *
     * @param most how many ways
     * @return such as {@code 8.6 % of customers (86 of 1,000): complaint, then closed, then complaint}
     */
    public List<String> sentences(int most) {
        return variants.stream()
                .limit(most)
                .map(each -> String.format(
                        Locale.ROOT,
                        "%.1f %% of customers (%,d of %,d): %s",
                        100.0 * each.customers() / customers,
                        each.customers(),
                        customers,
                        each))
                .toList();
    }

    /** A row for each way, and one for those that are not shown. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("path")
                .column("stays")
                .column("customers")
                .column("share", "%.3f");
        variants.forEach(each -> table.row(
                String.join(" > ", each.stages()),
                each.stages().size(),
                each.customers(),
                (double) each.customers() / customers));
        if (suppressed > 0) {
            table.row("(others)", null, suppressed, (double) suppressed / customers);
        }
        return table.build();
    }

    /** A line for each of the twenty commonest ways, in words. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(sentences(SHOWN));
        long more = variants.stream().skip(SHOWN).mapToLong(Variant::customers).sum() + suppressed;
        if (more > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of customers (%,d of %,d): other ways",
                    100.0 * more / customers,
                    more,
                    customers));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
