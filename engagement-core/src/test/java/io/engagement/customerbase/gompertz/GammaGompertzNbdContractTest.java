package io.engagement.customerbase.gompertz;

import io.engagement.domain.TimeScale;
import io.engagement.testkit.PurchaseFamilyContract;
import java.util.List;

class GammaGompertzNbdContractTest implements PurchaseFamilyContract<GammaGompertzNbd> {
    @Override
    public List<GammaGompertzNbd> models() {
        return List.of(
                GammaGompertzNbd.of(2, 3, 0.4, 60, 0.2, TimeScale.WEEKS),
                GammaGompertzNbd.of(0.5533, 10.578, 0.606, 1.1664, 0.1, TimeScale.WEEKS),
                GammaGompertzNbd.of(0.8, 30, 1, 0.04, 0.01, TimeScale.WEEKS));
    }
}
