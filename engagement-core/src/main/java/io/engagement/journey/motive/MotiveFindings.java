package io.engagement.journey.motive;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Holm;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Findings of all motives of a model together. */
final class MotiveFindings {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /** Of any false one. */
    private static final double CHANCE = 0.05;

    private MotiveFindings() {}

    static List<MotiveFinding> of(MotiveModel model) {
        DiscreteHazard hazard = model.hazard();
        double[] all = hazard.freeZ();
        List<Motive> motives = model.motives();
        double[] z = motives.stream()
                .mapToDouble(motive -> all[hazard.columns().indexOf(motive.name())])
                .toArray();
        double[] adjusted = Holm.adjusted(Arrays.stream(z)
                .map(each -> 2 * NORMAL.survivalProbability(Math.abs(each)))
                .toArray());
        int rhythm = model.readings().columns().size() - motives.size();
        List<MotiveFinding> findings = new ArrayList<>();
        for (int i = 0; i < z.length; i++) {
            DiscreteHazard.Coefficient by = hazard.coefficient(motives.get(i).name());
            findings.add(new MotiveFinding(
                    motives.get(i),
                    model.typical(rhythm + i),
                    motives.get(i).isFlag() ? by.estimate() : by.perDeviation(),
                    motives.get(i).isFlag() ? by.standardError() : by.perDeviationError(),
                    z[i],
                    adjusted[i] <= CHANCE));
        }
        findings.sort(Comparator.comparingDouble((MotiveFinding each) -> -Math.abs(each.z())));
        return List.copyOf(findings);
    }

    static Table table(List<MotiveFinding> findings) {
        Table.Builder table = Table.builder()
                .column("motive")
                .column("goes_with")
                .column("odds_ratio", "%.3f")
                .column("from", "%.3f")
                .column("to", "%.3f")
                .column("z", "%.2f")
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
                    each.step(),
                    each.typical(),
                    each.motive().label());
        }
        return table.build();
    }
}
