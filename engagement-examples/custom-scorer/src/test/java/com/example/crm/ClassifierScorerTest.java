package com.example.crm;

import io.engagement.history.LogView;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.testkit.GoldenExplanations;
import io.engagement.testkit.ScorerContract;
import io.engagement.testkit.SimulatedBase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Fitted once, as a fit is no part of the contract. */
class ClassifierScorerTest implements ScorerContract {
    private static final LogView SHOP = SimulatedBase.shop(200);
    private static final Scorer FITTED = ClassifierScorer.fit(SHOP, Duration.ofDays(30));

    @Override
    public Scorer scorer() {
        return FITTED;
    }

    @Override
    public LogView view() {
        return SHOP;
    }

    @Test
    void itsExplanationsAreThoseThatWereRead() {
        ScoreTable scores = ScoringPlan.of(FITTED).score(SHOP);
        GoldenExplanations.assertUnchanged(
                Path.of("src/test/resources/classifier.golden"), scores, "0000001", "0000002", "0000003");
    }
}
