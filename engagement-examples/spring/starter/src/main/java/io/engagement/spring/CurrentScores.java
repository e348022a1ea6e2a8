package io.engagement.spring;

import io.engagement.score.ScoreChange;
import io.engagement.score.ScoreTable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer's scores as of now.
 *
 * @param table one row, with its reasons
 * @param before the same at the last mark; empty if the customer was not known then
 */
public record CurrentScores(ScoreTable table, Optional<ScoreTable> before) {
    /**
     * Checks that neither is null.
     *
     * @param table one row
     * @param before the same at the last mark
     */
    public CurrentScores {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(before, "before");
    }

    /**
     * When the last mark was.
     *
     * @return empty if the customer was not known then
     */
    public Optional<Instant> since() {
        return before.map(ScoreTable::asOf);
    }

    /**
     * How a score has changed since the last mark, and why.
     *
     * @param name of the score
     * @return empty if the customer was not known then
     * @throws IllegalArgumentException if there is no such score
     */
    public Optional<ScoreChange> change(String name) {
        return before.flatMap(earlier -> table.compare(earlier).change(table.customerId(0), name));
    }
}
