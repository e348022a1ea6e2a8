package io.engagement.connect;

import io.engagement.connect.CustomersOfParts.Alike;
import io.engagement.history.LogView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Customers' ids that look as if they were not meant, each with what to do. */
final class IdNotes {
    /** As spreadsheets round what they take for a number: 1.61478E13, 1,61E+13. */
    private static final Pattern ROUNDED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d{1,3}");

    /** What programs write where there is no id, in lower case. */
    private static final Set<String> NONE = Set.of(
            "null",
            "(null)",
            "\\n",
            "none",
            "nil",
            "n/a",
            "#n/a",
            "nan",
            "undefined",
            "unknown",
            "anonymous",
            "guest",
            "(not set)",
            "[object object]",
            "-",
            "00000000-0000-0000-0000-000000000000");

    /** Fewer rows say nothing of shares. */
    private static final int LEAST_ROWS = 100;

    private static final int LARGEST_SHARE = 10;
    private static final int TOLD = 3;

    private final LogView view;
    private final List<String> notes = new ArrayList<>();

    private IdNotes(LogView view) {
        this.view = view;
    }

    /**
     * What is to be told.
     *
     * @param named how many customers files of customers name
     */
    static List<String> of(LogView view, long named) {
        IdNotes all = new IdNotes(view);
        all.noteRounded();
        all.noteNone();
        LookAlikes likes = LookAlikes.of(view);
        likes.note(named).ifPresent(all.notes::add);
        all.noteAlike(likes);
        all.noteHeavy();
        return all.notes;
    }

    private void noteRounded() {
        List<String> some = new ArrayList<>();
        int count = 0;
        for (int row = 0; row < view.customers(); row++) {
            String id = view.customerId(row);
            if (id.length() > 3
                    && id.charAt(0) >= '0'
                    && id.charAt(0) <= '9'
                    && ROUNDED.matcher(id).matches()) {
                count++;
                if (some.size() < TOLD) {
                    some.add(id);
                }
            }
        }
        if (count > 0) {
            notes.add(count + " customer ids look like rounded numbers (" + String.join(", ", some)
                    + "): a spreadsheet may have made one of several. Export ids as text");
        }
    }

    private void noteNone() {
        List<String> some = new ArrayList<>();
        int rows = 0;
        for (int row = 0; row < view.customers(); row++) {
            String id = view.customerId(row);
            if (isNone(id)) {
                some.add(id);
                rows += view.end(row) - view.start(row);
            }
        }
        if (!some.isEmpty()) {
            notes.add(rows + " interactions are of customers called as what is written where there is none ("
                    + Excerpt.ofNames(some) + "): if nobody is meant, leave them out with --where COLUMN!="
                    + Excerpt.of(some.get(0)));
        }
    }

    private static boolean isNone(String id) {
        return NONE.contains(id.toLowerCase(Locale.ROOT));
    }

    /** Of one customer too many rows, unless it is told already to be none. */
    private void noteHeavy() {
        int most = -1;
        for (int row = 0; row < view.customers(); row++) {
            int size = view.end(row) - view.start(row);
            boolean isHeavy = (long) size * LARGEST_SHARE > view.size() && !isNone(view.customerId(row));
            if (isHeavy && (most < 0 || size > view.end(most) - view.start(most))) {
                most = row;
            }
        }
        if (most >= 0 && view.size() >= LEAST_ROWS) {
            int size = view.end(most) - view.start(most);
            notes.add("customer " + Excerpt.of(view.customerId(most)) + " has " + size + " of " + view.size()
                    + " interactions: one customer, or an agent, a guest account, a missing id? Leave it out with"
                    + " --where, or map another column");
        }
    }

    /** Ids that are one but for case, width or leading zeros. */
    private void noteAlike(LookAlikes told) {
        int[] rows = IntStream.range(0, view.customers())
                .filter(row -> !told.has(view.customerId(row)))
                .toArray();
        long[] hashes =
                Arrays.stream(rows).mapToLong(row -> hash(view.customerId(row))).toArray();
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        Set<Long> twice = new HashSet<>();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                twice.add(sorted[i]);
            }
        }
        if (!twice.isEmpty()) {
            List<String> pair = pair(rows, hashes, sorted, twice);
            notes.add(new Alike(twice.size(), pair.get(0), pair.get(1)).note());
        }
    }

    private List<String> pair(int[] rows, long[] hashes, long[] sorted, Set<Long> twice) {
        Optional<Long> first =
                Arrays.stream(sorted).boxed().filter(twice::contains).findFirst();
        List<String> some = new ArrayList<>();
        for (int i = 0; i < hashes.length && some.size() < 2; i++) {
            if (first.isPresent() && hashes[i] == first.get()) {
                some.add(view.customerId(rows[i]));
            }
        }
        return some;
    }

    /** The same for ids that are alike; 64 bits, so that others are hardly ever the same. */
    private static long hash(String id) {
        String form = IdForm.of(id);
        long hash = 1125899906842597L;
        for (int i = 0; i < form.length(); i++) {
            hash = 31 * hash + form.charAt(i);
            hash ^= hash >>> 29;
            hash *= 0x9E3779B97F4A7C15L;
        }
        return hash;
    }
}
