package io.engagement.customerbase.pareto;

import io.engagement.domain.TimeScale;
import io.engagement.testkit.PurchaseFamilyContract;
import java.util.List;

class CorrelatedParetoNbdContractTest implements PurchaseFamilyContract<CorrelatedParetoNbd> {
    @Override
    public List<CorrelatedParetoNbd> models() {
        return List.of(
                CorrelatedParetoNbd.of(2, 3, 0.4, 60, -0.8, TimeScale.WEEKS),
                CorrelatedParetoNbd.of(0.549, 10.75, 0.174, 2.76, 0.745, TimeScale.WEEKS),
                CorrelatedParetoNbd.of(0.8, 30, 1, 4, 1, TimeScale.WEEKS),
                CorrelatedParetoNbd.of(1.5, 6, 0.7, 20, -1, TimeScale.WEEKS));
    }
}
