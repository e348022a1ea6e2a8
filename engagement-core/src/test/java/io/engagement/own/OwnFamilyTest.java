package io.engagement.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Bootstrap;
import io.engagement.evaluate.Comparison;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Provenance;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.CustomerBaseModels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A new engineer's walk: Poisson purchases with a gamma prior and a fixed lifetime, as an own family in {@link FixedLifetimeNbd} and
 * {@link FixedLifetimeFamily}, through nothing but the public door.
 */
class OwnFamilyTest {
    private static final FixedLifetimeFamily HALF_A_YEAR = new FixedLifetimeFamily(Duration.ofDays(182));
    private static final double LIFETIME = 26;
    private static final FixedLifetimeNbd TRUTH =
            HALF_A_YEAR.make(new double[] {0.8, 6}, Population.of(TimeScale.WEEKS));
    private static final Purchases BASE = TRUTH.simulate(ages(3_000), 7);
    private static final Fitted<FixedLifetimeNbd> FITTED = HALF_A_YEAR.fit(BASE);
    private static final Registry OWN = HALF_A_YEAR.addedTo(Registry.empty());

    private static double[] ages(int customers) {
        SplittableRandom random = new SplittableRandom(3);
        double[] ages = new double[customers];
        // In whole weeks, so that customers are alike, as in any base.
        Arrays.setAll(ages, i -> 4 + random.nextInt(60));
        return ages;
    }

    private static Purchases rows(Purchases all, int from, int to) {
        double[][] columns = new double[3][to - from];
        for (int row = from; row < to; row++) {
            columns[0][row - from] = all.frequency(row);
            columns[1][row - from] = all.recency(row);
            columns[2][row - from] = all.age(row);
        }
        return Purchases.of(all.timeScale(), columns[0], columns[1], columns[2]);
    }

    /** While they live customers are those of NBD, whose derivatives are analytic. */
    private static Purchases whileAlive(Purchases all) {
        double[][] columns = new double[3][all.size()];
        Arrays.setAll(columns[0], all::frequency);
        Arrays.setAll(columns[1], all::recency);
        Arrays.setAll(columns[2], row -> Math.min(LIFETIME, all.age(row)));
        return Purchases.of(all.timeScale(), columns[0], columns[1], columns[2]);
    }

    @Test
    void itIsFittedWithoutAnyDerivativeOfItsOwn() {
        Fitted<Nbd> exact = Nbd.fit(whileAlive(BASE));
        assertThat(FITTED.converged()).isTrue();
        assertThat(FITTED.parameterNames()).containsExactly("r", "alpha");
        assertThat(FITTED.logLikelihood()).isCloseTo(exact.logLikelihood(), within(1e-7));
        for (String name : FITTED.parameterNames()) {
            assertThat(FITTED.estimate(name) / exact.estimate(name)).as(name).isCloseTo(1, within(1e-6));
            assertThat(FITTED.standardError(name) / exact.standardError(name))
                    .as(name)
                    .isCloseTo(1, within(1e-4));
            double truth = name.equals("r") ? 0.8 : 6;
            assertThat(Math.abs(FITTED.estimate(name) - truth)).isLessThan(3 * FITTED.standardError(name));
        }
        assertThat(FITTED.model().typical()).isEqualTo(BASE.typical());
        assertThat(FITTED.summary())
                .startsWith("fixed-lifetime-nbd, maximum likelihood, time in weeks\n3,000 customers");
        assertThat(FITTED.model())
                .asString()
                .startsWith("fixed-lifetime-nbd[r=")
                .endsWith(", WEEKS]");
    }

    @Test
    void aBaseInPartsIsFittedAsTheWholeIs() {
        Fitted<FixedLifetimeNbd> near = HALF_A_YEAR.fit(rows(BASE, 0, 400));
        List<LogLikelihood> parts = new ArrayList<>();
        for (int from = 0; from < BASE.size(); from += 1_000) {
            parts.add(HALF_A_YEAR.logLikelihood(rows(BASE, from, from + 1_000)));
        }
        Fitted<FixedLifetimeNbd> fitted =
                HALF_A_YEAR.fit(new Sum(parts), near, Provenance.of("fixed-lifetime-nbd", 3_000, 3_000));
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.logLikelihood()).isCloseTo(FITTED.logLikelihood(), within(1e-7));
        assertThat(fitted.estimate("alpha") / FITTED.estimate("alpha")).isCloseTo(1, within(1e-6));
    }

    private record Sum(List<LogLikelihood> parts) implements LogLikelihood {
        @Override
        public int dimension() {
            return parts.get(0).dimension();
        }

        @Override
        public double valueAndGradient(double[] coordinates, double[] gradient) {
            double value = 0;
            double[] part = new double[gradient.length];
            Arrays.fill(gradient, 0);
            for (LogLikelihood each : parts) {
                value += each.valueAndGradient(coordinates, part);
                Arrays.setAll(gradient, i -> gradient[i] + part[i]);
            }
            return value;
        }
    }

    @Test
    void itIsReadBackByTheRegistryWithWhatItWasFittedTo() {
        Filter visits = Filter.purpose(Purpose.USE);
        PurchaseDefinition definition = new PurchaseDefinition(visits, ZoneOffset.ofHours(2));
        Fitted<FixedLifetimeNbd> fitted = HALF_A_YEAR.fit(BASE.withDefinition(definition));
        CustomerBaseModel read = CustomerBaseModels.read(fitted.model().toText(), OWN);
        assertThat(read).isInstanceOf(FixedLifetimeNbd.class);
        assertThat(read.toText()).isEqualTo(fitted.model().toText());
        assertThat(read.definition()).isEqualTo(definition);
        assertThat(CustomerBaseModels.readFitted(fitted.toText(), OWN).toText()).isEqualTo(fitted.toText());
        FixedLifetimeNbd longer =
                new FixedLifetimeFamily(Duration.ofDays(365)).make(new double[] {1, 2}, Population.of(TimeScale.DAYS));
        assertThat(CustomerBaseModels.read(longer.toText(), OWN).toText())
                .as("the text's own lifetime counts, whichever family was registered")
                .isEqualTo(longer.toText())
                .contains("lifetime PT8760H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerBaseModels.read(fitted.toText()))
                .withMessageContaining("holds a fixed-lifetime-nbd")
                .withMessageContaining("a family of your own is read with a registry to which it was added");
    }

    @Test
    void predictionsDoNotDependOnTheUnitOfTime() {
        FixedLifetimeNbd daily = FITTED.model().convertedTo(TimeScale.DAYS);
        assertThat(daily.expectedPurchases(3, 7 * 10, 7 * 20, 7 * 52))
                .isCloseTo(FITTED.model().expectedPurchases(3, 10, 20, 52), within(1e-12));
        assertThat(daily.probabilityAlive(3, 70, 183)).isZero();
        assertThat(daily.probabilityAlive(3, 70, 181)).isOne();
    }

    @Test
    void itIsComparedWithTheModelsOfTheLibrary() {
        LogView view = log().asOf(Instant.parse("2026-06-01T00:00:00Z"));
        Comparison comparison = Comparison.of(view, List.of(Nbd.FAMILY, HALF_A_YEAR));
        assertThat(comparison.of("fixed-lifetime-nbd").failure()).isEmpty();
        assertThat(comparison.of("fixed-lifetime-nbd").logScore()).isNegative();
    }

    /** 300 customers who use something for at most 100 days each, from the start of 2026 on. */
    private static InteractionLog log() {
        SplittableRandom random = new SplittableRandom(11);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < 300; customer++) {
            Instant first = Instant.parse("2026-01-01T10:00:00Z").plus(Duration.ofDays(random.nextInt(40)));
            for (int act = 0; act < 1 + random.nextInt(6); act++) {
                Instant at = act == 0 ? first : first.plus(Duration.ofDays(random.nextInt(100)));
                Purpose purpose = act % 2 == 0 ? Purpose.PURCHASE : Purpose.USE;
                log.add(Interaction.of("c" + customer, at, Channel.APP, Initiator.CUSTOMER, purpose));
            }
        }
        return log.build();
    }

    @Test
    void itScoresInATableAndLiveAlike() {
        PurchaseDefinition use = new PurchaseDefinition(Filter.purpose(Purpose.USE), ZoneOffset.UTC);
        Instant now = Instant.parse("2026-06-01T00:00:00Z");
        LogView view = log().asOf(now);
        FixedLifetimeNbd model =
                HALF_A_YEAR.fit(Purchases.of(view, TimeScale.WEEKS, use)).model();
        Scorer[] scorers = {
            RetentionRiskScorer.of(model, Duration.ofDays(28)).withAct("visit"),
            model.probabilityAlive(),
            model.expectedPurchases(Duration.ofDays(28))
        };
        ScoreTable table = ScoringPlan.of(scorers).score(view);
        LiveStore store = LiveStore.of(scorers)
                .withClock(Clock.fixed(now, ZoneOffset.UTC))
                .open();
        store.addAll(view);
        ScoreTable live = store.scores();
        MeasureColumn visits =
                MeasureTable.of(view, TimeScale.WEEKS, List.of(use.frequency())).column(use.frequency());
        int scored = 0;
        for (int row = 0; row < table.size(); row++) {
            assertThat(live.customerId(row)).isEqualTo(table.customerId(row));
            for (String name : table.names()) {
                assertThat((Double) live.get(row, name)).as(name).isEqualTo((Double) table.get(row, name));
                assertThat(table.explain(row, name).value()).isEqualTo((Double) table.get(row, name));
            }
            double x = visits.get(row);
            scored += x >= 0 ? 1 : 0;
            assertThat(Double.isNaN((Double) table.get(row, "p_alive"))).isEqualTo(Double.isNaN(x));
        }
        assertThat(scored).as("visitors, who are fewer than customers").isBetween(100, 290);
    }

    @Test
    void itIsBootstrapped() {
        Purchases some = rows(BASE, 0, 300);
        Bootstrap<FixedLifetimeNbd> bootstrap =
                Bootstrap.of(some, 20, 1, rows -> HALF_A_YEAR.fit(rows).model(), done -> {});
        Interval r = bootstrap.interval(model -> model.parameters()[0], 0.9);
        assertThat(bootstrap.failures()).isZero();
        assertThat(HALF_A_YEAR.fit(some).estimate("r")).isBetween(r.lower(), r.upper());
    }

    @Test
    void whatItDoesNotSayIsAskedOfItByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.family(HALF_A_YEAR))
                .withMessageContaining("fixed-lifetime-nbd takes no covariates");
        Purchases late =
                Purchases.of(TimeScale.WEEKS, new double[] {1, 0}, new double[] {30, 0}, new double[] {40, 40});
        assertThatThrownBy(() -> HALF_A_YEAR.fit(late))
                .hasMessageContaining("the log-likelihood is not finite where the search starts");
    }
}
