package io.engagement.dialogue;

import io.engagement.domain.TimeScale;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Scorer;
import io.engagement.testkit.ScorerContract;

class EngagementScorerTest implements ScorerContract {
    private static final EngagementScorer SCORER = EngagementScorer.of(
            DiscountedGammaPoisson.of(0.4, 20, 30, 0.7, 0.5, TimeScale.DAYS).withTypical(0.8, 25));

    @Override
    public Scorer scorer() {
        return SCORER;
    }

    @Override
    public MeasureTable table() {
        return MeasureTable.of(view(), TimeScale.WEEKS, SCORER.inputs());
    }
}
