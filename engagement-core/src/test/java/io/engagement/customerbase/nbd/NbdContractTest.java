package io.engagement.customerbase.nbd;

import io.engagement.domain.TimeScale;
import io.engagement.testkit.PurchaseFamilyContract;
import java.util.List;

class NbdContractTest implements PurchaseFamilyContract<Nbd> {
    @Override
    public List<Nbd> models() {
        return List.of(
                Nbd.of(0.385, 12.1, TimeScale.WEEKS), Nbd.of(2, 3, TimeScale.WEEKS), Nbd.of(0.8, 30, TimeScale.WEEKS));
    }
}
