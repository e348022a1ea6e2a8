package io.engagement.outcome.experiment;

import io.engagement.internal.math.Cholesky;
import io.engagement.internal.math.DrawnByChance;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.TwoArms;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether both arms were alike before the contact. Chance makes some difference; one that chance does not explain says that
 * arms were not drawn by chance, or that a covariate was changed by the contact. Immutable.
 */
final class Balance {
    private final List<String> names;
    private final ArmSums treated;
    private final ArmSums heldOut;
    private final NullDifference ifDrawn;

    private Balance(List<String> names, ArmSums treated, ArmSums heldOut) {
        this.names = names;
        this.treated = treated;
        this.heldOut = heldOut;
        this.ifDrawn = new NullDifference(treated, heldOut);
    }

    /** Of arms with covariates. */
    static Balance of(TwoArms arms) {
        return new Balance(List.copyOf(arms.covariates()), arms.treated(), arms.heldOut());
    }

    /** The difference of a covariate, with its error if chance alone made it. */
    Effect difference(int covariate) {
        return ifDrawn.of(covariate + 1);
    }

    /** In standard deviations, which does not depend on how many customers there are; NaN of a covariate that does not vary. */
    double standardisedDifference(int covariate) {
        int number = covariate + 1;
        double variance = (treated.covariance(number, number) + heldOut.covariance(number, number)) / 2;
        return (treated.mean(number) - heldOut.mean(number)) / Math.sqrt(variance);
    }

    /**
     * How probable arms so different would be if they were drawn by chance: all covariates at once, by Wald's chi-square. One that
     * depends on those before it does not count again. NaN without covariates that vary.
     */
    double pValue() {
        List<Integer> counted = new ArrayList<>();
        double chiSquare = 0;
        for (int i = 0; i < names.size(); i++) {
            counted.add(i);
            double more = wald(counted);
            if (Double.isNaN(more)) {
                counted.remove(counted.size() - 1);
            } else {
                chiSquare = more;
            }
        }
        return counted.isEmpty()
                ? Double.NaN
                : ChiSquaredDistribution.of(counted.size()).survivalProbability(chiSquare);
    }

    private double wald(List<Integer> counted) {
        int k = counted.size();
        double[][] correlations = new double[k][k];
        double[] differences = new double[k];
        for (int i = 0; i < k; i++) {
            double error = Math.sqrt(covariance(counted.get(i), counted.get(i)));
            if (!(error > 0)) {
                return Double.NaN;
            }
            differences[i] = (treated.mean(counted.get(i) + 1) - heldOut.mean(counted.get(i) + 1)) / error;
            for (int j = 0; j <= i; j++) {
                double other = Math.sqrt(covariance(counted.get(j), counted.get(j)));
                correlations[i][j] = covariance(counted.get(i), counted.get(j)) / error / other;
            }
        }
        return Cholesky.inverseForm(correlations, differences);
    }

    private double covariance(int first, int second) {
        return ifDrawn.of(first + 1).isDefined() ? ifDrawn.covariance(first + 1, second + 1) : Double.NaN;
    }

    /** Whether chance does not explain the differences. */
    boolean isImbalanced() {
        return DrawnByChance.isRefuted(pValue());
    }

    /** The covariate whose difference is the largest in standard errors. */
    String mostDifferent() {
        return IntStream.range(0, names.size())
                .boxed()
                .filter(i -> !Double.isNaN(difference(i).z()))
                .max(Comparator.comparingDouble(i -> Math.abs(difference(i).z())))
                .map(names::get)
                .orElse("");
    }

    /** Each covariate. */
    Table table() {
        Table.Builder table = Table.builder()
                .column("covariate")
                .column("treated_mean")
                .column("held_out_mean")
                .column("standardised_difference", "%.4f")
                .column("p_value", "%.3g");
        for (int i = 0; i < names.size(); i++) {
            table.row(
                    names.get(i),
                    treated.mean(i + 1),
                    heldOut.mean(i + 1),
                    standardisedDifference(i),
                    difference(i).pValue());
        }
        return table.build();
    }
}
