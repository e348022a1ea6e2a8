package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Laws of figures: whatever was said and happened. */
class ForecastLawsConsistencyTest {
    /** Rows of customers at origins, with many ties, and a share of probabilities that are 0 or 1. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Rows(double[] said, boolean[] happened, int[] customers, int[] origins) {
        static Rows drawn(long seed, int size, int levels) {
            Random random = new Random(seed);
            Rows rows = new Rows(new double[size], new boolean[size], new int[size], new int[size]);
            int each = Math.max(1, size / (1 + random.nextInt(6)));
            for (int i = 0; i < size; i++) {
                rows.said[i] = random.nextInt(levels + 1) / (double) levels;
                rows.happened[i] = random.nextDouble() < 0.2 + 0.6 * rows.said[i];
                rows.customers[i] = 7 * (i % each);
                rows.origins[i] = i / each;
            }
            return rows;
        }

        Rows shuffled(long seed) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, said.length).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            Rows rows = new Rows(
                    new double[said.length], new boolean[said.length], new int[said.length], new int[said.length]);
            for (int i = 0; i < said.length; i++) {
                rows.said[i] = said[order.get(i)];
                rows.happened[i] = happened[order.get(i)];
                // Other names, other order of names.
                rows.customers[i] = 1_000 - customers[order.get(i)];
                rows.origins[i] = origins[order.get(i)];
            }
            return rows;
        }

        Rows mapped(DoubleUnaryOperator map) {
            return new Rows(Arrays.stream(said).map(map).toArray(), happened, customers, origins);
        }

        ProbabilityForecasts forecasts() {
            return ProbabilityForecasts.of(said, happened, customers, origins);
        }
    }

    @Property(tries = 200, seed = "20261129001")
    void bothDecompositionsAddUpToTheBrierScore(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 1, max = 500) int levels) {
        ProbabilityForecasts forecasts = Rows.drawn(seed, size, levels).forecasts();

        double brier = forecasts.brier().value();
        assertThat(forecasts.calibration().corp().brier()).isCloseTo(brier, within(1e-14));
        assertThat(forecasts.calibration().murphy().brier()).isCloseTo(brier, within(1e-14));
        assertThat(forecasts.calibration().corp().miscalibration()).isGreaterThanOrEqualTo(-1e-15);
        assertThat(forecasts.calibration().corp().discrimination()).isGreaterThanOrEqualTo(-1e-15);
    }

    @Property(tries = 200, seed = "20261129002")
    void theOrderOfRowsAndTheNamesOfCustomersChangeNoBit(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 2, max = 200) int size,
            @ForAll @IntRange(min = 1, max = 40) int levels) {
        Rows rows = Rows.drawn(seed, size, levels);

        assertThat(rows.shuffled(seed).forecasts().figures())
                .isEqualTo(rows.forecasts().figures());
        assertThat(rows.shuffled(seed).forecasts().calibration().reliability())
                .isEqualTo(rows.forecasts().calibration().reliability());
        assertThat(rows.shuffled(seed).forecasts().gain(0.3))
                .isEqualTo(rows.forecasts().gain(0.3));
        assertThat(rows.shuffled(seed).forecasts().netBenefit(0.4))
                .isEqualTo(rows.forecasts().netBenefit(0.4));
    }

    @Property(tries = 200, seed = "20261129003")
    void aMapThatKeepsTheOrderChangesNoRank(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 2, max = 200) int size,
            @ForAll @IntRange(min = 1, max = 40) int levels,
            @ForAll @DoubleRange(min = 0.2, max = 5) double power) {
        Rows rows = Rows.drawn(seed, size, levels);
        ProbabilityForecasts mapped = rows.mapped(p -> Math.pow(p, power)).forecasts();
        ProfitTerms terms = ProfitTerms.usual();

        assertThat(mapped.auc()).isEqualTo(rows.forecasts().auc());
        assertThat(mapped.averagePrecision()).isEqualTo(rows.forecasts().averagePrecision());
        assertThat(mapped.kolmogorovSmirnov()).isEqualTo(rows.forecasts().kolmogorovSmirnov());
        assertThat(mapped.gain(0.1)).isEqualTo(rows.forecasts().gain(0.1));
        assertThat(mapped.expectedMaximumProfit(terms))
                .isEqualTo(rows.forecasts().expectedMaximumProfit(terms));
        assertThat(mapped.calibration().corp().discrimination())
                .isCloseTo(rows.forecasts().calibration().corp().discrimination(), within(1e-14));
    }

    @Property(tries = 200, seed = "20261129004")
    void theAreaIsTheShareOfPairsInTheRightOrder(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 2, max = 60) int size,
            @ForAll @IntRange(min = 1, max = 10) int levels) {
        Rows rows = Rows.drawn(seed, size, levels);
        double pairs = 0;
        double right = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (rows.happened[i] && !rows.happened[j] && rows.origins[i] == rows.origins[j]) {
                    pairs++;
                    right += rows.said[i] > rows.said[j] ? 1 : rows.said[i] == rows.said[j] ? 0.5 : 0;
                }
            }
        }

        assertThat(rows.forecasts().auc().value()).isEqualTo(Double.valueOf(right / pairs));
    }

    @Property(tries = 100, seed = "20261129005")
    void chosenSharesHoldWhatTheyHoldWhateverTheTies(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll @IntRange(min = 10, max = 200) int size) {
        Rows rows = Rows.drawn(seed, size, 3);

        assertThat(rows.forecasts().gain(1).rate().value())
                .isCloseTo(rows.forecasts().baseRate(), within(1e-14));
        Rows alike = new Rows(new double[size], rows.happened, rows.customers, new int[size]);
        assertThat(alike.forecasts().gain(0.3).rate().value())
                .isCloseTo(alike.forecasts().baseRate(), within(1e-14));
        assertThat(alike.forecasts().calibration().error())
                .isEqualTo(alike.shuffled(seed).forecasts().calibration().error());
    }

    @Property(tries = 50, seed = "20261129006")
    void aScorerDoesNotDifferFromItself(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll @IntRange(min = 50, max = 200) int size) {
        ProbabilityForecasts forecasts = Rows.drawn(seed, size, 20).forecasts();

        assertThat(forecasts.aucDifference(forecasts).difference()).isZero();
        assertThat(forecasts.brierDifference(forecasts).standardError()).isZero();
        assertThat(forecasts.aucDifference(forecasts).pValue()).isNaN();
    }
}
