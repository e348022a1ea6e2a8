package io.engagement.outcome.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Figures of a ranking against their definitions, row by row. */
class UpliftJudgementConsistencyTest {
    @SuppressWarnings("ArrayRecordComponent")
    private record Rows(boolean[] contacted, double[] outcome, double[] robust, int[] customer, double[] score) {
        static Rows drawn(long seed, int size, int levels) {
            Random random = new Random(seed);
            boolean[] contacted = new boolean[size];
            int[] customer = new int[size];
            for (int i = 0; i < size; i++) {
                contacted[i] = i < 2 ? i == 0 : random.nextBoolean();
                customer[i] = i;
            }
            return new Rows(
                    contacted,
                    random.doubles(size).map(each -> Math.rint(8 * each)).toArray(),
                    random.doubles(size).toArray(),
                    customer,
                    random.doubles(size).map(each -> Math.rint(levels * each)).toArray());
        }

        RankCurves curves() {
            return new RankCurves(contacted, outcome, robust, customer, score);
        }

        Rows picked(int... order) {
            boolean[] flags = new boolean[order.length];
            IntStream.range(0, order.length).forEach(i -> flags[i] = contacted[order[i]]);
            return new Rows(
                    flags,
                    TrialRows.picked(outcome, order),
                    TrialRows.picked(robust, order),
                    IntStream.range(0, order.length).toArray(),
                    TrialRows.picked(score, order));
        }
    }

    private static void same(RankCurves.Figures one, RankCurves.Figures other) {
        assertThat(one.qini()).isCloseTo(other.qini(), within(1e-12));
        assertThat(one.area()).isCloseTo(other.area(), within(1e-12));
        assertThat(one.autoc()).isCloseTo(other.autoc(), within(1e-12));
        assertThat(one.rateQini()).isCloseTo(other.rateQini(), within(1e-12));
    }

    @Property(seed = "1", tries = 100)
    void theOrderInWhichRowsComeTellsNothing(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
        Rows rows = Rows.drawn(seed, size, 5);
        Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
        Collections.shuffle(Arrays.asList(order), new Random(seed + 1));

        same(
                rows.curves().once(),
                rows.picked(Arrays.stream(order).mapToInt(Integer::intValue).toArray())
                        .curves()
                        .once());
    }

    @Property(seed = "2", tries = 100)
    void aRankingOfEqualScoresIsNoBetterThanChance(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
        RankCurves.Figures figures = Rows.drawn(seed, size, 0).curves().once();

        assertThat(figures.qini()).isCloseTo(0, within(1e-12));
        assertThat(figures.autoc()).isCloseTo(0, within(1e-12));
        assertThat(figures.rateQini()).isCloseTo(0, within(1e-12));
    }

    @Property(seed = "3", tries = 100)
    void aCustomerDrawnTwiceCountsAsTwoOfThem(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int size) {
        Rows rows = Rows.drawn(seed, size, 5);
        Random random = new Random(seed);
        int[] times =
                IntStream.range(0, size).map(i -> i < 2 ? 1 : random.nextInt(3)).toArray();
        int[] repeated = IntStream.range(0, size)
                .flatMap(row -> IntStream.range(0, times[row]).map(i -> row))
                .toArray();

        same(rows.curves().at(times), rows.picked(repeated).curves().once());
    }

    @Property(seed = "4", tries = 100)
    void figuresAreThoseOfTheirDefinitions(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int size) {
        Rows rows = Rows.drawn(seed, size, 1_000_000);
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(rows.score[b], rows.score[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        double mean = Arrays.stream(rows.robust).average().orElseThrow();
        double autoc = 0;
        double rateQini = 0;
        double area = 0;
        double before = 0;
        for (int k = 1; k <= size; k++) {
            int[] top = Arrays.copyOf(order, k);
            double above = Arrays.stream(top)
                            .mapToDouble(i -> rows.robust[i])
                            .average()
                            .orElseThrow()
                    - mean;
            autoc += above / size;
            rateQini += above * k / size / size;
            double gain = gain(rows, top);
            area += (before + gain) / 2 / size;
            before = gain;
        }
        RankCurves.Figures figures = rows.curves().once();

        assertThat(figures.autoc()).isCloseTo(autoc, within(1e-10));
        assertThat(figures.rateQini()).isCloseTo(rateQini, within(1e-10));
        assertThat(figures.area()).isCloseTo(area, within(1e-10));
        assertThat(figures.qini()).isCloseTo(area - before / 2, within(1e-10));
    }

    private static double gain(Rows rows, int... top) {
        double n1 = Arrays.stream(top).filter(i -> rows.contacted[i]).count();
        double n0 = top.length - n1;
        double y1 = Arrays.stream(top)
                .filter(i -> rows.contacted[i])
                .mapToDouble(i -> rows.outcome[i])
                .sum();
        double y0 = Arrays.stream(top)
                .filter(i -> !rows.contacted[i])
                .mapToDouble(i -> rows.outcome[i])
                .sum();
        double all = IntStream.range(0, rows.outcome.length)
                .filter(i -> rows.contacted[i])
                .count();
        return (y1 - (n0 > 0 ? y0 * n1 / n0 : 0)) / all;
    }

    @Test
    void theSameSeedGivesTheSameBitsWhateverTheThreads() throws Exception {
        Trial trial = Planted.trial(400, 3, 0, (x, y) -> y);
        UpliftModel model = UpliftModel.fit(trial.part(0, 2, 1), UpliftLearner.TWO_MODELS);
        Trial judging = trial.part(1, 2, 1);

        String alone =
                Threads.with(1, () -> model.judge(judging, Planted.MAIL, 7).toCsv());
        assertThat(Threads.with(4, () -> model.judge(judging, Planted.MAIL, 7).toCsv()))
                .isEqualTo(alone);
        assertThat(model.judge(judging, Planted.MAIL, 8).toCsv()).isNotEqualTo(alone);
    }

    @Test
    void rowsOfOneCustomerVaryTogether() {
        Trial once = Planted.trial(300, 3, 0, (x, y) -> y);
        Trial.Builder four = Trial.builder(Planted.NONE, "x", "y");
        for (int row = 0; row < once.size(); row++) {
            for (int i = 0; i < 4; i++) {
                four.add(
                        once.customer(row),
                        once.arms().get(once.arm(row)),
                        once.outcome(row),
                        0,
                        once.covariate(row, 0),
                        once.covariate(row, 1));
            }
        }
        UpliftModel model = UpliftModel.fit(Planted.trial(300, 4, 0, (x, y) -> y), UpliftLearner.TWO_MODELS);

        double alone = model.judge(once, Planted.MAIL, 1).difference().standardError();
        double repeated =
                model.judge(four.build(), Planted.MAIL, 1).difference().standardError();
        assertThat(repeated).isCloseTo(alone, within(1e-9));
    }
}
