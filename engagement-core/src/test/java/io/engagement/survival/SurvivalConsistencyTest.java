package io.engagement.survival;

import static io.engagement.survival.SmallTables.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the estimates, whatever the lifetimes. */
class SurvivalConsistencyTest {
    record Row(double start, double stop, boolean event, double x, int weight) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Row> row = Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(-3, 3),
                        Arbitraries.integers().between(1, 4))
                .as((start, length, event, x, weight) -> new Row(start, start + length, event, x, weight));
        return row.list().ofMinSize(25).ofMaxSize(60);
    }

    private static Lifetimes of(List<Row> rows) {
        Lifetimes.Builder builder = Lifetimes.builder(TimeScale.DAYS, "x");
        rows.forEach(row -> builder.add(row.start(), row.stop(), row.event(), row.x()));
        return builder.build();
    }

    private static Lifetimes weighted(List<Row> rows) {
        return of(rows).withWeights(rows.stream().mapToDouble(Row::weight).toArray());
    }

    private static Lifetimes repeated(List<Row> rows) {
        return of(rows.stream()
                .flatMap(row -> Stream.generate(() -> row).limit(row.weight()))
                .toList());
    }

    /** Also where both are NaN. */
    private static void assertSame(double actual, double expected) {
        assertThat(Double.valueOf(actual)).isEqualTo(Double.valueOf(expected));
    }

    @Property(seed = "20261124", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void weightsAreRepetitions(@ForAll("rows") List<Row> rows) {
        KaplanMeier one = KaplanMeier.of(weighted(rows));
        KaplanMeier other = KaplanMeier.of(repeated(rows));
        for (double t = 0; t < 27; t += 0.5) {
            assertSame(one.survival(t), other.survival(t));
            assertThat(one.interval(t)).isEqualTo(other.interval(t));
        }
        Fitted<AcceleratedLifetime> fit = AcceleratedLifetime.fit(LifetimeDistribution.LOG_NORMAL, weighted(rows));
        Fitted<AcceleratedLifetime> again = AcceleratedLifetime.fit(LifetimeDistribution.LOG_NORMAL, repeated(rows));
        assertNear(fit.logLikelihood(), again.logLikelihood(), 1e-10);
        assertThat(fit.converged()).isEqualTo(again.converged());
    }

    @Property(seed = "20261125", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theTimeUnitChangesNothing(@ForAll("rows") List<Row> rows) {
        Lifetimes days = of(rows);
        Lifetimes quarters = of(rows.stream()
                .map(row -> new Row(row.start() * 4, row.stop() * 4, row.event(), row.x(), 1))
                .toList());
        for (double t = 0; t < 27; t += 0.5) {
            assertSame(
                    KaplanMeier.of(quarters).survival(4 * t),
                    KaplanMeier.of(days).survival(t));
        }
        for (LifetimeDistribution distribution : LifetimeDistribution.values()) {
            Fitted<AcceleratedLifetime> fit = AcceleratedLifetime.fit(distribution, days);
            Fitted<AcceleratedLifetime> slow = AcceleratedLifetime.fit(distribution, quarters);
            assertNear(slow.logLikelihood() + days.events() * Math.log(4), fit.logLikelihood(), 1e-9);
            assertThat(slow.model().survival(40, 1)).isCloseTo(fit.model().survival(10, 1), within(1e-4));
        }
    }

    @Property(seed = "20261126", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aRowMayBeCutIntoStretches(@ForAll("rows") List<Row> rows) {
        Lifetimes.Builder cut = Lifetimes.builder(TimeScale.DAYS, "x");
        for (Row row : rows) {
            double middle = (row.start() + row.stop()) / 2;
            cut.add(row.start(), middle, false, row.x()).add(middle, row.stop(), row.event(), row.x());
        }
        KaplanMeier whole = KaplanMeier.of(of(rows));
        KaplanMeier parts = KaplanMeier.of(cut.build());
        for (double t = 0; t < 27; t += 0.5) {
            assertSame(parts.survival(t), whole.survival(t));
        }
        for (LifetimeDistribution distribution : LifetimeDistribution.values()) {
            assertNear(
                    AcceleratedLifetime.fit(distribution, cut.build()).logLikelihood(),
                    AcceleratedLifetime.fit(distribution, of(rows)).logLikelihood(),
                    1e-9);
        }
    }

    @Property(seed = "20261129", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theLogRankTestKnowsNoRepetitionsStretchesOrOrderOfGroups(@ForAll("rows") List<Row> rows) {
        int[] groups = rows.stream()
                .mapToInt(row -> (row.weight() + (int) row.x()) % 3)
                .toArray();
        double statistic = LogRankTest.of(weighted(rows), groups).test().statistic();
        int[] repeated = rows.stream()
                .flatMap(row -> Stream.generate(() -> row).limit(row.weight()))
                .mapToInt(row -> (row.weight() + (int) row.x()) % 3)
                .toArray();
        assertNear(LogRankTest.of(repeated(rows), repeated).test().statistic(), statistic, 1e-9);
        int[] renamed = IntStream.of(groups).map(group -> -group).toArray();
        assertNear(LogRankTest.of(weighted(rows), renamed).test().statistic(), statistic, 1e-9);
        Lifetimes.Builder cut = Lifetimes.builder(TimeScale.DAYS, "x");
        for (Row row : rows) {
            double middle = (row.start() + row.stop()) / 2;
            cut.add(row.start(), middle, false, row.x()).add(middle, row.stop(), row.event(), row.x());
        }
        double[] weights = rows.stream()
                .flatMapToDouble(row -> DoubleStream.of(row.weight(), row.weight()))
                .toArray();
        int[] twice = IntStream.of(groups)
                .flatMap(group -> IntStream.of(group, group))
                .toArray();
        assertNear(
                LogRankTest.of(cut.build().withWeights(weights), twice).test().statistic(), statistic, 1e-9);
    }

    /** At the maximum, they are the slopes of the likelihood. */
    @Property(seed = "20261130", tries = 50, edgeCases = EdgeCasesMode.NONE)
    void schoenfeldResidualsAddUpToNothing(@ForAll("rows") List<Row> rows) {
        Lifetimes lifetimes = weighted(rows);
        Fitted<CoxModel> fitted = CoxModel.fit(lifetimes);
        CoxResiduals residuals = CoxResiduals.of(fitted, lifetimes);
        double sum = 0;
        for (int row = 0; row < lifetimes.size(); row++) {
            sum += lifetimes.isEvent(row) ? lifetimes.weight(row) * residuals.schoenfeld(row)[0] : 0;
        }
        assertThat(sum).isCloseTo(0, within(1e-5));
        assertThat(fitted.nullLogLikelihood().orElseThrow()).isLessThanOrEqualTo(fitted.logLikelihood());
    }

    @Property(seed = "20261127", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void survivalFallsAndLiesWithinItsIntervals(@ForAll("rows") List<Row> rows) {
        KaplanMeier curve = KaplanMeier.of(of(rows));
        double last = 1;
        for (double t = 0; t <= curve.lastTime(); t += 0.5) {
            double s = curve.survival(t);
            assertThat(s).isBetween(0.0, last);
            last = s;
            for (IntervalKind kind : IntervalKind.values()) {
                Interval interval = curve.interval(t, 0.9, kind);
                if (s > 0) {
                    assertThat(interval.contains(s)).isTrue();
                    assertThat(interval.lower()).isNotNegative();
                    assertThat(interval.upper()).isLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Property(seed = "20261128", tries = 50, edgeCases = EdgeCasesMode.NONE)
    void slopesAreThoseOfTheLikelihood(@ForAll("rows") List<Row> rows) {
        for (LifetimeDistribution distribution : LifetimeDistribution.values()) {
            AcceleratedLikelihood likelihood = new AcceleratedLikelihood(distribution, weighted(rows));
            Derivatives.assertThatSlopesAndCurvaturesAreRight(likelihood, 2.1, 0.3, -0.2);
        }
    }
}
