package io.engagement.retention;

import io.engagement.survival.ContractModel;
import io.engagement.survival.RenewalFunction;

/** The risk by a model of contracts, which is one for all customers who have renewed as often and are known as the same. */
final class RiskByRenewals implements ChurnRisk {
    private final RenewalFunction risks;

    RiskByRenewals(ContractModel model, int renewals) {
        this.risks = new RenewalFunction(model, (own, renewed) -> risk(own, renewed, renewals));
    }

    /** 1 - S(n + h) / S(n), without cancellation where it is small. */
    private static double risk(ContractModel model, int renewed, int renewals) {
        // Subtracted from zero, so that no risk is 0.0, not -0.0.
        return 0 - Math.expm1(model.logSurvival(renewed, renewals));
    }

    /** A number of renewals between two whole ones counts as the lower one. */
    @Override
    public double of(double[] own) {
        return risks.of(own);
    }
}
