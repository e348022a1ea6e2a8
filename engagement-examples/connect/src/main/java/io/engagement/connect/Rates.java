package io.engagement.connect;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one of another currency is worth: always the same, or by the day. Thread-safe once it is read. */
final class Rates {
    private static final List<String> COLUMNS = List.of("date", "currency", "rate");

    /** Banks fix none at weekends and holidays. */
    private static final int OLDEST_DAYS = 7;

    private final Map<String, Double> fixed;
    private final Map<String, NavigableMap<LocalDate, Double>> byDay = new HashMap<>();
    private final TimeFormat times;

    private Rates(Map<String, Double> fixed, TimeFormat times) {
        this.fixed = new HashMap<>(fixed);
        this.times = times;
    }

    /**
     * A mapping's rates.
     *
     * @param times whose zone's days count
     * @throws DataRefused if its file of rates cannot be read
     */
    static Rates of(Mapping mapping, TimeFormat times) {
        Rates rates = new Rates(mapping.money().rates(), times);
        mapping.ratesFile().ifPresent(file -> rates.read(file, mapping));
        return rates;
    }

    private void read(Path path, Mapping mapping) {
        TableFile file = TableFile.of(Typed.of(Sources.of(path, mapping.layout().withoutSheet()), mapping));
        file.needing(COLUMNS).read(line -> add(line, mapping.numbers()));
        new TreeSet<>(byDay.keySet())
                .stream().filter(fixed::containsKey).forEach(code -> settle(code, mapping.basis(), file.label()));
    }

    /**
     * Of rates by the day and one for all days, what was told on top of the other.
     *
     * @throws DataRefused if they were told together
     */
    private void settle(String code, Basis told, String file) {
        boolean tellsFile = told.money().ratesFile().isPresent();
        boolean tellsRate = told.money().rates().containsKey(code);
        if (tellsFile && tellsRate) {
            throw new DataRefused(file + " has rates of " + Excerpt.of(code)
                    + ", of which --rate tells one for all days: leave out one of them");
        }
        if (tellsFile) {
            fixed.remove(code);
        } else if (tellsRate) {
            byDay.remove(code);
        } else {
            told.before().ifPresent(former -> settle(code, former.basis(), file));
        }
    }

    private void add(TableRow line, NumberFormat numbers) {
        String code = Money.code(line.text("currency"));
        double rate = numbers.read(line.text("rate")).orElse(Double.NaN);
        if (!(rate > 0 && Double.isFinite(rate))) {
            throw line.notAllowed("rate", "it takes a number above 0");
        }
        LocalDate day = day(line.time("date", times).toEpochMilli());
        Double before = byDay.computeIfAbsent(code, unused -> new TreeMap<>()).put(day, rate);
        if (before != null && before != rate) {
            throw line.refused("there are two rates of " + Excerpt.of(code) + " for " + Excerpt.of(line.text("date")));
        }
    }

    private LocalDate day(long epochMilli) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMilli), times.zone());
    }

    boolean areByDay() {
        return !byDay.isEmpty();
    }

    boolean has(String code) {
        return fixed.containsKey(code) || byDay.containsKey(code);
    }

    /** What one of a currency is worth at a time: the last rate of the days up to then; empty if that is older than a week. */
    OptionalDouble rate(String code, long epochMilli) {
        Double always = fixed.get(code);
        if (always != null) {
            return OptionalDouble.of(always);
        }
        NavigableMap<LocalDate, Double> days = byDay.getOrDefault(code, new TreeMap<>());
        LocalDate day = day(epochMilli);
        Map.Entry<LocalDate, Double> last = days.floorEntry(day);
        return last == null || last.getKey().isBefore(day.minusDays(OLDEST_DAYS))
                ? OptionalDouble.empty()
                : OptionalDouble.of(last.getValue());
    }
}
