package io.engagement.journey.motive;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Holm;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Findings of all motives of a model together. */
final class MotiveFindings {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /** Of any false one, where nothing drives customers. */
    private static final double CHANCE = 0.05;
    /**
     * Of any false one beside a true one. A log measures the true one with error, and what goes with it takes its share: at a nominal
     * 5 % another one was called clear in 8 % of planted bases; at this one in 1 % of 200 others, drawn after it was set.
     */
    private static final double BESIDE = 0.01;

    private MotiveFindings() {}

    static List<MotiveFinding> of(MotiveModel model) {
        DiscreteHazard hazard = model.hazard();
        List<HazardErrors.Free> all = hazard.free();
        List<Motive> motives = model.motives();
        int[] columns = motives.stream()
                .mapToInt(motive -> hazard.columns().indexOf(motive.name()))
                .toArray();
        double[] chance = IntStream.of(columns)
                .mapToDouble(column -> pValue(all.get(column)))
                .toArray();
        double[] adjusted = Holm.adjusted(chance);
        int first = least(chance);
        int rhythm = model.readings().columns().size() - motives.size();
        List<MotiveFinding> findings = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            HazardErrors.Free free = all.get(columns[i]);
            double step = motives.get(i).isFlag() ? hazard.deviation(columns[i]) : 1;
            findings.add(new MotiveFinding(
                    motives.get(i),
                    model.typical(rhythm + i),
                    free.estimate() / step,
                    free.error() / step,
                    adjusted[i] <= (i == first ? CHANCE : BESIDE),
                    hazard.slope(columns[i]) / step));
        }
        findings.sort(Comparator.comparingDouble((MotiveFinding each) -> -Math.abs(each.z())));
        return List.copyOf(findings);
    }

    /** Where the least of some numbers is; NaN is none. */
    private static int least(double... numbers) {
        int least = 0;
        for (int i = 1; i < numbers.length; i++) {
            least = Double.compare(numbers[i], numbers[least]) < 0 ? i : least;
        }
        return least;
    }

    private static double pValue(HazardErrors.Free free) {
        return 2 * NORMAL.survivalProbability(Math.abs(free.estimate() / free.error()));
    }

    static Table table(List<MotiveFinding> findings) {
        Table.Builder table = Table.builder()
                .column("motive")
                .column("goes_with")
                .column("odds_ratio", "%.3f")
                .column("lower", "%.3f")
                .column("upper", "%.3f")
                .column("z", "%.2f")
                .column("odds_ratio_in_risk", "%.3f")
                .column("for")
                .column("typical", "%.3g")
                .column("what");
        for (MotiveFinding each : findings) {
            Interval interval = each.oddsRatioInterval();
            table.row(
                    each.motive().name(),
                    each.isClear() ? each.side().toString() : "unclear",
                    each.oddsRatio(),
                    interval.lower(),
                    interval.upper(),
                    each.z(),
                    Math.exp(each.logOddsInRisk()),
                    each.step(),
                    each.typical(),
                    each.motive().label());
        }
        return table.build();
    }
}
