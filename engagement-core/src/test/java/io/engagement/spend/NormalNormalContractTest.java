package io.engagement.spend;

import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.testkit.SpendFamilyContract;
import java.util.List;

class NormalNormalContractTest implements SpendFamilyContract<NormalNormal, Spending> {
    @Override
    public Family<NormalNormal> family() {
        return NormalNormal.FAMILY;
    }

    @Override
    public List<NormalNormal> models() {
        return List.of(NormalNormal.of(30, 25, 40), NormalNormal.of(2_000, 300, 900));
    }

    @Override
    public Spending drawn(NormalNormal model, int customers) {
        return NormalNormalRecoveryTest.simulated(
                new double[] {model.theta(), model.sigmaA(), model.sigmaW()}, customers, 20_261_129);
    }

    @Override
    public Spending read(LogView view, PurchaseDefinition definition) {
        return Spending.of(view, definition);
    }

    @Override
    public Fitted<NormalNormal> fit(Spending spend) {
        return NormalNormal.fit(spend);
    }

    @Override
    public double logLikelihood(NormalNormal model, Spending spend) {
        Spending all = spend.ofAnySign();
        double sum = 0;
        for (int row = 0; row < all.size(); row++) {
            sum += all.weight(row) * model.logLikelihood(all.frequency(row), all.meanSpend(row));
        }
        return sum;
    }
}
