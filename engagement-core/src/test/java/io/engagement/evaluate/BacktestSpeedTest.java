package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacktestSpeedTest {
    private static final Duration HORIZON = Duration.ofDays(90);
    private static final Filter BOUGHT = Filter.purpose(Purpose.PURCHASE);

    private static Purchases purchases(LogView known) {
        return Purchases.of(known, TimeScale.WEEKS, PurchaseDefinition.standard());
    }

    /** Ten seconds are wanted of it; a test fails only if it hangs. */
    @Test
    void fourScorersAtThreeOriginsOfCdnowAreDoneInSeconds() throws IOException {
        LogView log = RealBases.cdnow().asOf(Instant.parse("1998-07-01T00:00:00Z"));
        long start = System.nanoTime();

        BacktestResult result = Backtest.of(Outcome.nothing(BOUGHT, HORIZON))
                .with(
                        "bg_nbd",
                        known -> RetentionRiskScorer.of(
                                BetaGeometricNbd.fit(purchases(known)).model(), HORIZON))
                .with(
                        "pareto_nbd",
                        known -> RetentionRiskScorer.of(
                                ParetoNbd.fit(purchases(known)).model(), HORIZON))
                .with(
                        "silence",
                        known -> Scorer.of("silence", Scale.COUNT, Measure.timeSinceLast(BOUGHT), days -> days))
                .with("few", known -> Scorer.of("few", Scale.COUNT, Measure.count(BOUGHT), count -> 1 / count))
                .run(log);

        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(seconds).isLessThan(120);
        assertThat(result.of("bg_nbd").customers()).isEqualTo(23_570);
    }
}
