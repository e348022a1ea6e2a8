package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.Threads;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Laws of backtests, of any base and any scorer. */
class BacktestLawsConsistencyTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final Instant END = START.plus(Duration.ofDays(200));
    private static final Instant[] ORIGINS = {END.minus(Duration.ofDays(75)), END.minus(HORIZON)};
    private static final Filter OWN = Filter.ownInitiative();
    private static final List<Purpose> PURPOSES = List.of(Purpose.PURCHASE, Purpose.QUESTION, Purpose.USE);

    /** Acts of customers between two days, some by the company. */
    private static List<Interaction> acts(Random random, String prefix, int customers, double from, double to) {
        List<Interaction> acts = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double gap = 2 + random.nextInt(40);
            for (double day = from + random.nextInt(100); day < to; day -= gap * Math.log(random.nextDouble())) {
                acts.add(Interaction.of(
                        prefix + i,
                        START.plusMillis((long) (86_400_000 * day)),
                        random.nextBoolean() ? Channel.WEB : Channel.PHONE,
                        random.nextInt(4) == 0 ? Initiator.COMPANY : Initiator.CUSTOMER,
                        PURPOSES.get(random.nextInt(PURPOSES.size()))));
            }
        }
        return acts;
    }

    private static LogView log(List<Interaction> acts, Instant asOf) {
        InteractionLog.Builder log = InteractionLog.builder();
        acts.forEach(log::add);
        return log.build().asOf(asOf);
    }

    private static Stream<Outcome> outcomes() {
        return Stream.of(
                Outcome.engages(EngagementDefinition.withDefaults()),
                Outcome.nothingWithinOwnGaps(OWN, ZoneOffset.UTC, 3, HORIZON),
                Outcome.purchases(PurchaseDefinition.standard(), HORIZON));
    }

    private static List<EvaluationTable> tables(LogView log) {
        return outcomes()
                .map(outcome -> Backtest.of(outcome)
                        .withOrigins(ORIGINS)
                        .with("engagement", BacktestLawsConsistencyTest::engagement)
                        .with("purchases", known -> Nbd.fit(
                                        Purchases.of(known, TimeScale.WEEKS, PurchaseDefinition.standard()))
                                .model()
                                .expectedPurchases(HORIZON))
                        .with(Scorer.of("silence", Scale.COUNT, Measure.timeSinceLast(OWN), days -> days))
                        .run(log)
                        .table())
                .toList();
    }

    private static Scorer engagement(LogView known) {
        return EngagementScorer.of(DiscountedGammaPoisson.fit(known, EngagementDefinition.withDefaults())
                .model());
    }

    @Property(tries = 12, seed = "20261129021")
    void appendingTheFutureChangesNoPastScore(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 5, max = 60) int customers) {
        List<Interaction> past = acts(new Random(seed), "c", customers, 0, 200);
        List<Interaction> all = new ArrayList<>(past);
        all.addAll(acts(new Random(seed + 1), "c", customers, 200.001, 320));
        all.addAll(acts(new Random(seed + 2), "a new one ", 20, 200.001, 320));

        assertThat(tables(log(all, END.plus(Duration.ofDays(120))))).isEqualTo(tables(log(past, END)));
    }

    @Property(tries = 8, seed = "20261129022")
    void orderOfArrivalAndNumberOfThreadsChangeNoBit(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 5, max = 60) int customers) {
        List<Interaction> acts = acts(new Random(seed), "c", customers, 0, 200);
        List<Interaction> shuffled = new ArrayList<>(acts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Threads.with(3, () -> tables(log(shuffled, END))))
                .isEqualTo(Threads.with(1, () -> tables(log(acts, END))));
    }
}
