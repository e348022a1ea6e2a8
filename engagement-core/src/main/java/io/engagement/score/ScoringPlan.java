package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.List;

/** Several scorers over the union of their measures in one pass, in parallel. */
public final class ScoringPlan {
    private ScoringPlan() {}

    /** throws if two names are equal, or two scorers want different time units (naming both). */
    public static ScoringPlan of(Scorer... scorers) {
        throw new UnsupportedOperationException();
    }

    public List<Measure> measures() {
        throw new UnsupportedOperationException();
    }

    /** the scorers' common unit, DAYS if they take any. */
    public TimeScale timeScale() {
        throw new UnsupportedOperationException();
    }

    public ScoreTable score(LogView view) {
        throw new UnsupportedOperationException();
    }

    /** table must hold measures() in timeScale(). */
    public ScoreTable score(MeasureTable table) {
        throw new UnsupportedOperationException();
    }
}
