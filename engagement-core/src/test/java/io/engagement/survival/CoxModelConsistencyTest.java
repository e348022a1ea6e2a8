package io.engagement.survival;

import static io.engagement.survival.SmallTables.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the Cox model, whatever the lifetimes. */
class CoxModelConsistencyTest {
    record Row(double start, double stop, boolean event, double x, double z, int weight, int stratum) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Row> row = Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(-3, 3),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2))
                .as((start, length, event, x, z, weight, stratum) ->
                        new Row(start, start + length, event, x, z, weight, stratum));
        return row.list().ofMinSize(40).ofMaxSize(80);
    }

    private static Lifetimes of(List<Row> rows) {
        Lifetimes.Builder builder = Lifetimes.builder(TimeScale.DAYS, "x", "z");
        rows.forEach(row -> builder.add(row.start(), row.stop(), row.event(), row.x(), row.z()));
        return builder.build();
    }

    private static double[] weights(List<Row> rows) {
        return rows.stream().mapToDouble(Row::weight).toArray();
    }

    private static int[] strata(List<Row> rows) {
        return rows.stream().mapToInt(Row::stratum).toArray();
    }

    private static void assertSame(Fitted<CoxModel> one, Fitted<CoxModel> other) {
        assertNear(one.logLikelihood(), other.logLikelihood(), 1e-10);
        for (int j = 0; j < 2; j++) {
            assertThat(one.estimates()[j]).isCloseTo(other.estimates()[j], within(1e-6));
        }
        assertThat(one.model().survival(6, 1, 1)).isCloseTo(other.model().survival(6, 1, 1), within(1e-6));
    }

    @Property(seed = "20261201", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void byBreslowWeightsAreRepetitions(@ForAll("rows") List<Row> rows) {
        Lifetimes repeated = of(rows.stream()
                .flatMap(row -> Stream.generate(() -> row).limit(row.weight()))
                .toList());
        Lifetimes weighted = of(rows).withWeights(weights(rows));
        assertSame(CoxModel.fit(weighted, Ties.BRESLOW), CoxModel.fit(repeated, Ties.BRESLOW));
    }

    @Property(seed = "20261202", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void oneStratumIsNone(@ForAll("rows") List<Row> rows) {
        int[] seven = new int[rows.size()];
        Arrays.fill(seven, 7);
        assertSame(CoxModel.fit(of(rows)), CoxModel.fit(of(rows).withStrata(seven)));
    }

    @Property(seed = "20261203", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void onlyTheOrderOfTimesCounts(@ForAll("rows") List<Row> rows) {
        Lifetimes squared = of(rows.stream()
                .map(row -> new Row(
                        row.start() * row.start(), row.stop() * row.stop(), row.event(), row.x(), row.z(), 1, 1))
                .toList());
        Fitted<CoxModel> fit = CoxModel.fit(of(rows));
        Fitted<CoxModel> other = CoxModel.fit(squared);
        assertNear(other.logLikelihood(), fit.logLikelihood(), 1e-12);
        assertNear(other.estimates(), fit.estimates(), 1e-9);
    }

    @Property(seed = "20261204", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aRowMayBeCutIntoStretches(@ForAll("rows") List<Row> rows) {
        Lifetimes.Builder cut = Lifetimes.builder(TimeScale.DAYS, "x", "z");
        for (Row row : rows) {
            double middle = (row.start() + row.stop()) / 2;
            cut.add(row.start(), middle, false, row.x(), row.z())
                    .add(middle, row.stop(), row.event(), row.x(), row.z());
        }
        assertSame(CoxModel.fit(cut.build()), CoxModel.fit(of(rows)));
    }

    @Property(seed = "20261205", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void residualsAddUpToNothing(@ForAll("rows") List<Row> rows) {
        for (Ties ties : Ties.values()) {
            Lifetimes lifetimes = of(rows).withWeights(weights(rows)).withStrata(strata(rows));
            CoxResiduals residuals = CoxResiduals.of(CoxModel.fit(lifetimes, ties), lifetimes);
            double martingales = 0;
            double[] scores = new double[2];
            for (int row = 0; row < rows.size(); row++) {
                martingales += lifetimes.weight(row) * residuals.martingale()[row];
                scores[0] += lifetimes.weight(row) * residuals.score(row)[0];
                scores[1] += lifetimes.weight(row) * residuals.score(row)[1];
            }
            assertThat(scores[0]).isCloseTo(0, within(1e-5));
            assertThat(scores[1]).isCloseTo(0, within(1e-5));
            assertThat(martingales).isCloseTo(0, within(1e-8));
        }
    }

    @Property(seed = "20261206", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void slopesAreThoseOfTheLikelihood(@ForAll("rows") List<Row> rows) {
        for (Ties ties : Ties.values()) {
            Lifetimes lifetimes = of(rows).withWeights(weights(rows)).withStrata(strata(rows));
            PartialLikelihood likelihood = new PartialLikelihood(new RiskSets(lifetimes), ties);
            Derivatives.assertThatSlopesAndCurvaturesAreRight(likelihood, 0.4, -0.7);
        }
    }

    @Property(seed = "20261207", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void concordanceCountsEachPairOnce(@ForAll("rows") List<Row> rows) {
        double[] counts = new double[3];
        for (Row left : rows) {
            for (Row other : rows) {
                boolean stays = other.stop() > left.stop() || (other.stop() == left.stop() && !other.event());
                if (left.event() && stays && other.start() < left.stop() && other.stratum() == left.stratum()) {
                    int which = left.x() > other.x() ? 0 : left.x() < other.x() ? 1 : 2;
                    counts[which] += left.weight() * other.weight();
                }
            }
        }
        Lifetimes lifetimes = of(rows).withWeights(weights(rows)).withStrata(strata(rows));
        Concordance concordance =
                Concordance.of(lifetimes, rows.stream().mapToDouble(Row::x).toArray());
        assertThat(concordance.concordant()).isEqualTo(counts[0]);
        assertThat(concordance.discordant()).isEqualTo(counts[1]);
        assertThat(concordance.tied()).isEqualTo(counts[2]);
        assertThat(concordance.index()).isBetween(0.0, 1.0);
    }
}
