package io.engagement.customerbase.pareto;

import io.engagement.domain.TimeScale;
import io.engagement.testkit.PurchaseFamilyContract;
import java.util.List;

class ParetoNbdContractTest implements PurchaseFamilyContract<ParetoNbd> {
    @Override
    public List<ParetoNbd> models() {
        return List.of(
                ParetoNbd.of(0.5533, 10.578, 0.606, 11.664, TimeScale.WEEKS),
                ParetoNbd.of(2, 3, 0.4, 60, TimeScale.WEEKS),
                ParetoNbd.of(0.8, 30, 1, 4, TimeScale.WEEKS));
    }
}
