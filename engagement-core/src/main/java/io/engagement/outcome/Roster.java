package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.outcome.experiment.Assignments;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Numbers of the customers of all waves: that of their row in the log, or one beyond for those who never did anything and were never
 * known; they take part with nothing.
 */
final class Roster {
    private final LogView view;
    private final IdentityHashMap<Assignments, int[]> numbers = new IdentityHashMap<>();
    private final Map<String, Integer> unknown = new HashMap<>();

    Roster(LogView view, List<Campaign> campaigns) {
        this.view = view;
        for (Campaign campaign : campaigns) {
            for (Wave wave : campaign.waves()) {
                numbers.computeIfAbsent(wave.assignments(), this::resolved);
            }
        }
    }

    private int[] resolved(Assignments assignments) {
        int[] rows = new int[assignments.size()];
        IntStream.range(0, rows.length)
                .parallel()
                .forEach(i -> rows[i] = view.row(assignments.customer(i)).orElse(-1));
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0) {
                rows[i] = unknown.computeIfAbsent(assignments.customer(i), id -> view.customers() + unknown.size());
            }
        }
        return rows;
    }

    /** By row of the assignments. */
    int[] of(Assignments assignments) {
        return numbers.getOrDefault(assignments, new int[0]);
    }

    /** How many customers there are. */
    int size() {
        return view.customers() + unknown.size();
    }

    boolean isKnown(int number) {
        return number < view.customers();
    }
}
