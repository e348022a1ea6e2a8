package io.engagement.dialogue;

import io.engagement.domain.TimeScale;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScorerContract;

class MomentumScorerTest implements ScorerContract {
    private static final MomentumScorer SCORER = MomentumScorer.of(EngagementDefinition.withDefaults());

    @Override
    public Scorer scorer() {
        return SCORER;
    }

    @Override
    public MeasureTable table() {
        return MeasureTable.of(view(), TimeScale.DAYS, SCORER.inputs());
    }
}
