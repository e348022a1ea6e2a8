package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Numbers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A column of what is known of customers: numbers, or texts, of which each but the most frequent becomes a number that is 1 where it
 * stands. Empty is not known.
 *
 * @param name in the file
 * @param levels the texts that become numbers; empty for a column of numbers
 */
record TrialColumn(String name, List<String> levels) {
    /** More are names rather than groups. */
    private static final int MOST_LEVELS = 50;

    static TrialColumn of(String name, List<String> texts) {
        if (texts.stream().allMatch(text -> text.isEmpty() || Numbers.read(text).isPresent())) {
            return new TrialColumn(name, List.of());
        }
        Map<String, Integer> counts = new TreeMap<>();
        texts.stream().filter(text -> !text.isEmpty()).forEach(text -> counts.merge(text, 1, Integer::sum));
        if (counts.size() > MOST_LEVELS) {
            throw new DataRefused("column '" + Excerpt.of(name) + "' has " + counts.size()
                    + " different texts, more than " + MOST_LEVELS
                    + ", which are no groups: leave it out of --covariates, or put texts together");
        }
        String usual = counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
        return new TrialColumn(
                name,
                counts.keySet().stream().filter(level -> !level.equals(usual)).toList());
    }

    List<String> names() {
        return levels.isEmpty()
                ? List.of(name)
                : levels.stream().map(level -> name + "=" + level).toList();
    }

    double[] values(String text) {
        if (levels.isEmpty()) {
            return new double[] {
                text.isEmpty() ? Double.NaN : Numbers.read(text).orElse(Double.NaN)
            };
        }
        double[] values = new double[levels.size()];
        Arrays.setAll(values, i -> text.isEmpty() ? Double.NaN : levels.get(i).equals(text) ? 1 : 0);
        return values;
    }
}
