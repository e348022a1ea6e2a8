package io.engagement.spend;

import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.testkit.SpendFamilyContract;
import java.util.List;

class HurdleGammaGammaContractTest implements SpendFamilyContract<HurdleGammaGamma, Earnings> {
    @Override
    public Family<HurdleGammaGamma> family() {
        return HurdleGammaGamma.FAMILY;
    }

    @Override
    public List<HurdleGammaGamma> models() {
        return List.of(
                HurdleGammaGamma.of(3, 1.5, GammaGamma.of(6, 4, 15), 0.25),
                HurdleGammaGamma.of(8, 0.7, GammaGamma.of(1.5, 3, 200), 0.1));
    }

    @Override
    public Earnings drawn(HurdleGammaGamma model, int customers) {
        return HurdleGammaGammaRecoveryTest.simulated(
                new double[] {
                    model.a(),
                    model.b(),
                    model.earned().p(),
                    model.earned().q(),
                    model.earned().gamma()
                },
                model.lossRatio(),
                customers,
                20_261_129);
    }

    @Override
    public Earnings read(LogView view, PurchaseDefinition definition) {
        return Earnings.of(view, definition);
    }

    @Override
    public Fitted<HurdleGammaGamma> fit(Earnings spend) {
        return HurdleGammaGamma.fit(spend);
    }

    @Override
    public double logLikelihood(HurdleGammaGamma model, Earnings spend) {
        double sum = 0;
        for (int row = 0; row < spend.size(); row++) {
            sum += spend.weight(row)
                    * model.logLikelihood(spend.frequency(row), spend.earningFrequency(row), spend.meanEarning(row));
        }
        return sum;
    }

    @Override
    public double[] customer(double x, double spent) {
        return new double[] {x, x, spent};
    }
}
