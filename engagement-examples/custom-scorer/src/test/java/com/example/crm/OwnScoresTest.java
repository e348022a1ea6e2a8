package com.example.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Registry;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.testkit.GoldenExplanations;
import io.engagement.testkit.SmallLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An own statistic in an own scorer beside an own model: together, everywhere. */
class OwnScoresTest {
    private static final FixedLifetimeFamily FAMILY = new FixedLifetimeFamily(Duration.ofDays(1_000));
    private static final Simulation SIMULATION = Simulation.withDefaults().withCustomers(400);
    private static final LogView VIEW = SIMULATION.log().asOf(SIMULATION.end());
    private static final ScoringSetup SETUP =
            ScoringSetup.fit(VIEW, FitChoices.usual().withPurchaseModel(FAMILY)).withOwn(new OverdueScorer(), 1);
    private static final ScoreTable TABLE = SETUP.plan().score(VIEW);

    private static void assertSameScores(ScoreTable scores) {
        assertThat(scores.size()).isEqualTo(TABLE.size());
        for (String name : TABLE.names()) {
            assertThat(scores.column(name)).as(name).isEqualTo(TABLE.column(name));
        }
    }

    @Test
    void aTableHoldsThemWithTheirReasons() {
        assertThat(TABLE.names()).contains("overdue", "retention_risk", "engagement");
        assertThat(Arrays.stream(TABLE.column("overdue")))
                .anyMatch(score -> score.isNaN())
                .anyMatch(score -> score > 50);
        int overdue = TABLE.top("overdue", 1).get(0);
        assertThat(TABLE.explain(overdue, "overdue").reason()).startsWith("Time since the last");
    }

    /** Each kind of reason once; a change of words or numbers is seen by whoever commits it. */
    @Test
    void itsExplanationsAreThoseThatWereRead() {
        SmallLog log = SmallLog.from(Instant.parse("2026-01-01T00:00:00Z"))
                .of("regular").writes(0).writes(10).writes(20).writes(31)
                .of("overdue").buys(0, 20).buys(7, 35).isOffered(30)
                .of("once").writes(3)
                .of("never").isOffered(5);
        ScoreTable scores = ScoringPlan.of(new OverdueScorer()).score(log.asOf(40));
        GoldenExplanations.assertUnchanged(
                Path.of("src/test/resources/overdue.golden"), scores, "regular", "overdue", "once", "never");
    }

    @Test
    void aLiveStoreSaysTheSameBeforeAndAfterASnapshot(@TempDir Path folder) throws IOException {
        LiveStore.Builder how = LiveStore.of(SETUP.scorers().toArray(new Scorer[0]))
                .withClock(Clock.fixed(VIEW.asOf(), ZoneOffset.UTC));
        LiveStore store = how.open();
        store.addAll(VIEW);
        assertSameScores(store.scores());
        store.snapshot(folder.resolve("store"));
        assertSameScores(how.restore(folder.resolve("store")).scores());
    }

    @Test
    void aSetupIsReadBackByTheRegistryThatKnowsThem() {
        String text = SETUP.toText();
        Registry own = FAMILY.addedTo(Registry.empty()).with(Scorer.class, "overdue", 1, new OverdueScorer());
        ScoringSetup read = ScoringSetup.read(text, own);
        assertThat(read.toText()).isEqualTo(text);
        assertSameScores(read.plan().score(VIEW));
        assertThat(read.scorer("overdue").scale()).isEqualTo(Scale.INDEX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read(text, FAMILY.addedTo(Registry.empty())))
                .withMessageContaining("your own Scorer overdue 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read(text, Registry.empty()))
                .withMessageContaining("a family of your own is read with a registry");
    }
}
