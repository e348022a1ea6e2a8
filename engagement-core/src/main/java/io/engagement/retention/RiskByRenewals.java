package io.engagement.retention;

import io.engagement.internal.math.MemoizedFunction;
import io.engagement.measure.MeasureColumn;
import io.engagement.survival.ContractCovariateModel;
import io.engagement.survival.ContractModel;
import java.util.Arrays;
import java.util.List;

/** The risk by a model of contracts, kept by the number of renewals. */
final class RiskByRenewals implements ChurnRisk {
    private final MemoizedFunction risks;

    RiskByRenewals(ContractModel model, int renewals) {
        this.risks = new MemoizedFunction(renewed -> risk(model, renewed, renewals));
    }

    /** 1 - S(n + h) / S(n), without cancellation where it is small. */
    private static double risk(ContractModel model, int renewed, int renewals) {
        // Subtracted from zero, so that no risk is 0.0, not -0.0.
        return 0 - Math.expm1(model.logSurvival(renewed, renewals));
    }

    /** The same given the number of renewals, which comes first, and covariates; NaN if one is unknown. */
    static double risk(ContractCovariateModel<?> model, int renewals, double[] own) {
        if (Arrays.stream(own).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        return risk(model.of(Arrays.copyOfRange(own, 1, own.length)), (int) own[0], renewals);
    }

    /** A number of renewals between two whole ones counts as the lower one. */
    private double of(double renewed) {
        return Double.isNaN(renewed) ? Double.NaN : risks.of((int) renewed);
    }

    @Override
    public double of(double[] own) {
        return of(own[0]);
    }

    @Override
    public double of(List<MeasureColumn> columns, int row) {
        return of(columns.get(0).get(row));
    }

    @Override
    public void score(List<MeasureColumn> columns, int from, int to, double[] out) {
        MeasureColumn renewed = columns.get(0);
        for (int row = from; row < to; row++) {
            out[row] = of(renewed.get(row));
        }
    }
}
