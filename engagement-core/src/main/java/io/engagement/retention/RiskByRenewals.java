package io.engagement.retention;

import io.engagement.survival.ContractModel;
import io.engagement.survival.RenewalFunction;

/** The risk by a model of contracts, which is one for all customers who have renewed as often and are known as the same. */
final class RiskByRenewals implements ChurnRisk {
    private final RenewalFunction risks;

    RiskByRenewals(ContractModel model, int renewals) {
        this.risks = new RenewalFunction(model, (own, renewed) -> risk(own, renewed, renewals));
    }

    /** 1 - S(n + h) / S(n), with no more rounding where it is small than the logarithms have. */
    private static double risk(ContractModel model, int renewed, int renewals) {
        // Subtracted from zero: no risk has no sign.
        return 0 - Math.expm1(model.logSurvival(renewed, renewals));
    }

    /** A median between two numbers of renewals stands for the lower one. */
    @Override
    public double of(double[] own) {
        return risks.of(own);
    }
}
