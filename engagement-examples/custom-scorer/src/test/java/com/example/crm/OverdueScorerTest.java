package com.example.crm;

import io.engagement.score.Scorer;
import io.engagement.testkit.ScorerContract;

class OverdueScorerTest implements ScorerContract {
    @Override
    public Scorer scorer() {
        return new OverdueScorer();
    }
}
