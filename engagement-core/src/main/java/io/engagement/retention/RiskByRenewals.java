package io.engagement.retention;

import io.engagement.internal.math.MemoizedFunction;
import io.engagement.measure.MeasureColumn;
import io.engagement.survival.ContractCovariateModel;
import io.engagement.survival.ContractModel;
import java.util.Arrays;
import java.util.List;

/** The risk by a model of contracts, which is one for all customers who have renewed as often: kept. */
final class RiskByRenewals implements ChurnRisk {
    private final MemoizedFunction risks;

    RiskByRenewals(ContractModel model, int renewals) {
        this.risks = new MemoizedFunction(renewed -> risk(model, renewed, renewals));
    }

    /** 1 - S(n + h) / S(n), with no more rounding where it is small than the logarithms have. */
    private static double risk(ContractModel model, int renewed, int renewals) {
        // Subtracted from zero: no risk has no sign.
        return 0 - Math.expm1(model.logSurvival(renewed, renewals));
    }

    /** The same of who has renewed so often, the first number, and has these covariates; NaN if anything is not known. */
    static double risk(ContractCovariateModel<?> model, int renewals, double[] own) {
        if (Arrays.stream(own).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        return risk(model.of(Arrays.copyOfRange(own, 1, own.length)), (int) own[0], renewals);
    }

    /** A median between two numbers of renewals stands for the lower one. */
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
