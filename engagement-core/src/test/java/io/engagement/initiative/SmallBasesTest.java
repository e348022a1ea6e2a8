package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.testkit.run.FullRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/** Samples of few customers of real bases: the additive model against the gamma-Poisson alone, paired by customer. */
class SmallBasesTest {
    private static final List<String> ROWS = List.of(
            "college_100/30",
            "college_130/30",
            "cdnow_365/90",
            "cdnow_455/90",
            "retail_200/60",
            "retail_310/60",
            "starbucks_15/5",
            "starbucks_22/5",
            "journey_180/30",
            "journey_300/7",
            "email_60/30",
            "email_90/30");

    private record Cell(String name, double gain, double probability) {}

    @Test
    void isNeverSignificantlyWorseThanTheGammaPoissonAlone() {
        List<Cell> cells = new ArrayList<>();
        List<String> rows = FullRun.isOn() ? ROWS : List.of("journey_180/30");
        int[] sizes = FullRun.isOn() ? new int[] {30, 100, 300, 1000} : new int[] {30, 100};
        for (String row : rows) {
            for (int size : sizes) {
                cells.add(cell(EngagementRow.of(row), size));
                System.out.println(cells.get(cells.size() - 1));
            }
        }
        cells.sort((one, other) -> Double.compare(one.probability(), other.probability()));
        for (int rank = 0; rank < cells.size(); rank++) {
            assertThat(cells.get(rank).probability() * (cells.size() - rank))
                    .as(cells.get(rank).toString())
                    .isGreaterThan(0.05);
        }
    }

    /** One-sided probability of losing so much by chance. */
    private static Cell cell(EngagementRow row, int size) {
        RealActs acts = RealActs.of(row.data());
        LogView all = acts.log().asOf(row.origin());
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, all.customers()).boxed().toList());
        Collections.shuffle(order, new Random(size));
        int draws = Math.min(order.size() / size, Math.max(1, 300 / size));
        List<Double> gains = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            gains.addAll(gains(row, acts, order.subList(draw * size, (draw + 1) * size)));
        }
        double mean = gains.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = gains.stream()
                .mapToDouble(gain -> (gain - mean) * (gain - mean))
                .sum();
        int n = gains.size();
        double error = Math.sqrt(squares / (n - 1.0) / n);
        return new Cell(row + " " + size, mean, TDistribution.of(n - 1.0).cumulativeProbability(mean / error));
    }

    /** By how much each customer's log loss is less. */
    private static List<Double> gains(EngagementRow row, RealActs acts, List<Integer> rows) {
        LogView all = acts.log().asOf(row.origin());
        InteractionLog.Builder drawn = InteractionLog.builder();
        LogView later = acts.log().asOf(row.origin().plus(row.horizon()));
        for (int each : rows) {
            for (Interaction interaction :
                    later.history(later.row(all.customerId(each)).orElseThrow()).interactions()) {
                drawn.add(interaction);
            }
        }
        InteractionLog log = drawn.build();
        LogView view = log.asOf(row.origin());
        EngagementDefinition definition = EngagementDefinition.withDefaults().withHorizon(row.horizon());
        boolean[] happened = EngagementRow.happened(log, row.origin(), row.horizon());
        double[] own =
                EngagementRow.logOdds(AdditiveLogistic.fit(view, definition).model(), view);
        double[] habits = EngagementRow.logOdds(
                DiscountedGammaPoisson.fit(view, definition).model(), view);
        return IntStream.range(0, own.length)
                .mapToObj(i -> loss(habits[i], happened[i]) - loss(own[i], happened[i]))
                .toList();
    }

    private static double loss(double logOdds, boolean happened) {
        double wrong = happened ? -logOdds : logOdds;
        return Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
    }
}
