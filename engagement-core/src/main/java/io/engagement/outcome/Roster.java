package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.outcome.experiment.Assignments;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Numbers of the customers of all waves: that of their row in the log, or one beyond for those whom the log does not know; they take
 * part with nothing.
 */
final class Roster {
    private final LogView view;
    private final IdentityHashMap<Assignments, int[]> numbers = new IdentityHashMap<>();
    private final Map<String, Integer> unknown = new HashMap<>();
    /** Of those whom the log does not know, whose ids are written otherwise there. */
    private final BitSet alike = new BitSet();
    /** By an id that the log does not know, the one that it knows. */
    private final TreeMap<String, String> examples = new TreeMap<>();

    Roster(LogView view, List<Campaign> campaigns) {
        this.view = view;
        for (Campaign campaign : campaigns) {
            for (Wave wave : campaign.waves()) {
                numbers.computeIfAbsent(wave.assignments(), this::resolved);
            }
        }
        if (!unknown.isEmpty()) {
            findAlike();
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

    private void findAlike() {
        Map<String, TreeMap<String, Integer>> byForm = new HashMap<>();
        unknown.forEach((id, number) ->
                byForm.computeIfAbsent(form(id), form -> new TreeMap<>()).put(id, number));
        for (int row = 0; row < view.customers(); row++) {
            String known = view.customerId(row);
            TreeMap<String, Integer> same = byForm.get(form(known));
            if (same != null) {
                same.forEach((id, number) -> {
                    alike.set(number);
                    examples.putIfAbsent(id, known);
                });
            }
        }
    }

    /** An id without what files get wrong: case, blanks around it, and zeros before a number. */
    private static String form(String id) {
        String text = id.strip().toLowerCase(Locale.ROOT);
        StringBuilder form = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean isFirst = form.length() == 0 || !isDigit(form.charAt(form.length() - 1));
            boolean isLeadingZero =
                    text.charAt(i) == '0' && isFirst && i + 1 < text.length() && isDigit(text.charAt(i + 1));
            if (!isLeadingZero) {
                form.append(text.charAt(i));
            }
        }
        return form.toString();
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** Refuses customers whom the log does not know. */
    void requireKnown() {
        unknown.keySet().stream().min(String::compareTo).ifPresent(first -> {
            throw new IllegalArgumentException("all assigned customers must be in the log, " + unknown.size()
                    + " are not, such as '" + first + "'" + likeness()
                    + ": correct the ids, or say that unknown customers did nothing");
        });
    }

    /** What speaks for ids that are written otherwise in the log; empty if nothing does. */
    String likeness() {
        return examples.isEmpty()
                ? ""
                : "; " + alike.cardinality() + " differ from an id of the log only in case or leading zeros, such as '"
                        + examples.firstKey() + "' and '"
                        + examples.firstEntry().getValue() + "'";
    }

    /** By row of the assignments. */
    int[] of(Assignments assignments) {
        return numbers.getOrDefault(assignments, new int[0]);
    }

    /** Takes a contact of a customer. */
    interface Contacts {
        void contact(int number, long at);
    }

    /** All contacts of a wave. */
    void contacts(Wave wave, Contacts sink) {
        int[] own = of(wave.assignments());
        for (int row = 0; row < own.length; row++) {
            if (wave.part(row) == 1) {
                sink.contact(own[row], wave.at(row));
            }
        }
    }

    /** How many customers there are. */
    int size() {
        return view.customers() + unknown.size();
    }

    boolean isKnown(int number) {
        return number < view.customers();
    }

    /** Whether the log does not know the customer, but an id that differs in case or leading zeros only. */
    boolean isAlike(int number) {
        return alike.get(number);
    }
}
