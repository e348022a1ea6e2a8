package io.engagement.score;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Two score tables of the same scorers, an earlier one and a later one. Immutable.
 *
 * <pre>{@code
 * ScoreComparison week = today.compare(lastWeek);
 * for (ScoreComparison.Move move : week.moves("retention_risk", 10)) {
 *     print(move.customerId(), move.change().reason());
 * }
 * }</pre>
 */
public final class ScoreComparison {
    private final ScoreTable earlier;
    private final ScoreTable later;

    private ScoreComparison(ScoreTable earlier, ScoreTable later) {
        this.earlier = earlier;
        this.later = later;
    }

    /**
     * A customer whose score has changed.
     *
     * @param customerId whose
     * @param change from what to what, and why
     */
    public record Move(String customerId, ScoreChange change) {}

    static ScoreComparison of(ScoreTable earlier, ScoreTable later) {
        if (earlier.asOf().isAfter(later.asOf())) {
            throw new IllegalArgumentException("the table to compare with must not be later, it is of " + earlier.asOf()
                    + ", this one of " + later.asOf() + ": ask the later one");
        }
        return new ScoreComparison(earlier, later);
    }

    /**
     * Who moved.
     *
     * @param name of a score that is in both tables
     * @param most how many customers at most, not negative
     * @return customers in both tables whose score has changed, the largest change first (absolute), ties by id; those
     *     with a score in only one of the tables last
     * @throws IllegalArgumentException if a table has no such score, or {@code most} is negative
     */
    public List<Move> moves(String name, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most must not be negative, was " + most);
        }
        earlier.scale(name);
        later.scale(name);
        return ids(later, earlier, true).stream()
                .map(id -> moved(id, name))
                .filter(Moved::moved)
                .sorted(Moved.LARGEST_FIRST)
                .limit(most)
                .map(moved -> new Move(moved.id, change(moved.was, moved.is, name)))
                .toList();
    }

    private Moved moved(String id, String name) {
        int was = earlier.row(id).orElseThrow();
        int is = later.row(id).orElseThrow();
        return new Moved(id, was, is, earlier.get(was, name), later.get(is, name));
    }

    private record Moved(String id, int was, int is, double before, double now) {
        static final Comparator<Moved> LARGEST_FIRST =
                Comparator.comparingDouble(Moved::size).reversed().thenComparing(Moved::id);

        boolean moved() {
            return Double.compare(before, now) != 0;
        }

        double size() {
            return Double.isNaN(now - before) ? -1 : Math.abs(now - before);
        }
    }

    /**
     * How one customer's score has changed.
     *
     * @param customerId whose
     * @param name of a score that is in both tables
     * @return from what to what, and why; empty if the customer is not in both tables
     * @throws IllegalArgumentException if a table has no such score
     */
    public Optional<ScoreChange> change(String customerId, String name) {
        earlier.scale(name);
        later.scale(name);
        OptionalInt was = earlier.row(customerId);
        OptionalInt is = later.row(customerId);
        return was.isEmpty() || is.isEmpty()
                ? Optional.empty()
                : Optional.of(change(was.getAsInt(), is.getAsInt(), name));
    }

    private ScoreChange change(int was, int is, String name) {
        return later.explain(is, name).difference(earlier.explain(was, name));
    }

    /**
     * Customers who are in the later table only.
     *
     * @return ids, in the order of that table
     */
    public List<String> appeared() {
        return ids(later, earlier, false);
    }

    /**
     * Customers who are in the earlier table only.
     *
     * @return ids, in the order of that table
     */
    public List<String> gone() {
        return ids(earlier, later, false);
    }

    private static List<String> ids(ScoreTable of, ScoreTable other, boolean inBoth) {
        return IntStream.range(0, of.size())
                .mapToObj(of::customerId)
                .filter(id -> other.row(id).isPresent() == inBoth)
                .toList();
    }
}
