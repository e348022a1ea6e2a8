package io.engagement.spend;

import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.testkit.SpendFamilyContract;
import java.util.List;

class GammaGammaContractTest implements SpendFamilyContract<GammaGamma, Spending> {
    @Override
    public Family<GammaGamma> family() {
        return GammaGamma.FAMILY;
    }

    @Override
    public List<GammaGamma> models() {
        return List.of(GammaGamma.of(6, 4, 15), GammaGamma.of(1.2, 2.5, 400));
    }

    @Override
    public Spending drawn(GammaGamma model, int customers) {
        return GammaGammaRecoveryTest.simulated(
                new double[] {model.p(), model.q(), model.gamma()}, customers, 20_261_129);
    }

    @Override
    public Spending read(LogView view, PurchaseDefinition definition) {
        return Spending.of(view, definition);
    }

    @Override
    public Fitted<GammaGamma> fit(Spending spend) {
        return GammaGamma.fit(spend);
    }

    @Override
    public double logLikelihood(GammaGamma model, Spending spend) {
        double sum = 0;
        for (int row = 0; row < spend.size(); row++) {
            sum += spend.weight(row) * model.logLikelihood(spend.frequency(row), spend.meanSpend(row));
        }
        return sum;
    }
}
