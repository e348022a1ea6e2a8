package io.engagement.journey.motive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.fit.Fitted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class DiscreteHazardLawsConsistencyTest {
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(String unit, int period, boolean left, double[] columns) {}

    /** Leaving goes with the first of three columns, of which the second is correlated with it. */
    private static List<Row> rows(int seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int unit = 0; unit < 150; unit++) {
            double own = random.nextGaussian();
            int entry = 1 + random.nextInt(4);
            boolean left = false;
            for (int period = entry; period < entry + 8 && !left; period++) {
                double x = own + 0.5 * random.nextGaussian();
                left = random.nextDouble() < 1 / (1 + Math.exp(1.7 - 0.7 * x));
                rows.add(new Row(
                        "u" + unit, period, left, new double[] {x, own + random.nextGaussian(), random.nextGaussian()
                        }));
            }
        }
        return rows;
    }

    private static PersonPeriods periods(List<Row> rows, double factor, double shift) {
        PersonPeriods.Builder builder = PersonPeriods.builder("x", "y", "z");
        rows.forEach(row -> builder.add(
                row.unit(),
                row.period(),
                row.left(),
                factor * row.columns()[0] + shift,
                row.columns()[1],
                row.columns()[2]));
        return builder.build();
    }

    @Property(seed = "20261129", tries = 20)
    void theUnitAndOriginOfAColumnChangeNoRisk(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @DoubleRange(min = 0.01, max = 1000) double factor,
            @ForAll @DoubleRange(min = -1000, max = 1000) double shift,
            @ForAll @DoubleRange(max = 50) double ridge) {
        List<Row> rows = rows(seed);
        DiscreteHazard one = DiscreteHazard.fit(periods(rows, 1, 0), ridge).model();
        DiscreteHazard other =
                DiscreteHazard.fit(periods(rows, factor, shift), ridge).model();

        assertThat(other.hazard(factor * 0.3 + shift, 0.1, -1)).isCloseTo(one.hazard(0.3, 0.1, -1), within(1e-7));
        assertThat(other.coefficient("x").perDeviation())
                .isCloseTo(one.coefficient("x").perDeviation(), within(1e-6));
        assertThat(other.coefficient("x").estimate() * factor)
                .isCloseTo(one.coefficient("x").estimate(), within(1e-6));
        assertThat(other.coefficient("x").z()).isCloseTo(one.coefficient("x").z(), within(1e-5));
    }

    @Property(seed = "20261129", tries = 10)
    void theOrderOfArrivalChangesNoBit(@ForAll @IntRange(max = 1_000_000) int seed) {
        List<Row> rows = rows(seed);
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(DiscreteHazard.fit(periods(shuffled, 1, 0)).toText())
                .isEqualTo(DiscreteHazard.fit(periods(rows, 1, 0)).toText());
    }

    @Property(seed = "20261129", tries = 10)
    void aUnitThatIsErasedAndAddedAgainChangesNoBit(@ForAll @IntRange(max = 1_000_000) int seed) {
        List<Row> rows = rows(seed);
        List<Row> others = rows.stream().filter(row -> !row.unit().equals("u7")).toList();
        List<Row> again = new ArrayList<>(others);
        rows.stream().filter(row -> row.unit().equals("u7")).forEach(again::add);

        String all = DiscreteHazard.fit(periods(rows, 1, 0), 3).toText();
        assertThat(DiscreteHazard.fit(periods(again, 1, 0), 3).toText()).isEqualTo(all);
        assertThat(DiscreteHazard.fit(periods(others, 1, 0), 3).toText()).isNotEqualTo(all);
    }

    @Property(seed = "20261129", tries = 15)
    void theLargerTheRidgeTheNearerAreCoefficientsToNothing(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @DoubleRange(max = 100) double ridge,
            @ForAll @DoubleRange(min = 1, max = 100) double more) {
        PersonPeriods rows = periods(rows(seed), 1, 0);

        assertThat(length(DiscreteHazard.fit(rows, ridge + more))).isLessThan(length(DiscreteHazard.fit(rows, ridge)));
    }

    private static double length(Fitted<DiscreteHazard> fitted) {
        double sum = 0;
        for (String column : fitted.model().columns()) {
            sum += Math.pow(fitted.model().coefficient(column).perDeviation(), 2);
        }
        return Math.sqrt(sum);
    }

    /** What a ridge takes away, one step gives back. */
    @Property(seed = "20261129", tries = 10)
    void withoutTheRidgeAColumnIsAsClearAsMaximumLikelihoodSays(@ForAll @IntRange(max = 1_000_000) int seed) {
        PersonPeriods rows = periods(rows(seed), 1, 0);
        DiscreteHazard free = DiscreteHazard.fit(rows, 0).model();
        DiscreteHazard drawn = DiscreteHazard.fit(rows, 1).model();

        for (int j = 0; j < 3; j++) {
            double z = free.coefficient(free.columns().get(j)).z();
            assertThat(z(free, j)).isCloseTo(z, within(1e-6));
            assertThat(z(drawn, j)).isCloseTo(z, within(0.1));
        }
    }

    /** Means of the fitted risks, as of any regression with a free intercept. */
    @Property(seed = "20261129", tries = 10)
    void asManyAreExpectedToLeaveAsDid(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @DoubleRange(max = 100) double ridge) {
        List<Row> rows = rows(seed);
        DiscreteHazard model = DiscreteHazard.fit(periods(rows, 1, 0), ridge).model();

        double expected =
                rows.stream().mapToDouble(row -> model.hazard(row.columns())).sum();
        assertThat(expected).isCloseTo((double) rows.stream().filter(Row::left).count(), within(1e-5));
    }

    @Property(seed = "20261129", tries = 5)
    void aModelAndItsFitAreReadToTheSameBits(@ForAll @IntRange(max = 1_000_000) int seed) {
        Fitted<DiscreteHazard> fitted = DiscreteHazard.fit(periods(rows(seed), 1, 0));

        assertThat(DiscreteHazard.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
        assertThat(DiscreteHazard.FAMILY.read(fitted.model().toText()).hazard(1, 2, 3))
                .isEqualTo(fitted.model().hazard(1, 2, 3));
    }

    private static double z(DiscreteHazard hazard, int column) {
        HazardErrors.Free free = hazard.free().get(column);
        return free.estimate() / free.error();
    }
}
