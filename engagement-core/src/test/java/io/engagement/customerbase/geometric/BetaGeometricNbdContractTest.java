package io.engagement.customerbase.geometric;

import io.engagement.domain.TimeScale;
import io.engagement.testkit.PurchaseFamilyContract;
import java.util.List;

class BetaGeometricNbdContractTest implements PurchaseFamilyContract<BetaGeometricNbd> {
    @Override
    public List<BetaGeometricNbd> models() {
        return List.of(
                BetaGeometricNbd.of(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS),
                BetaGeometricNbd.of(4, 3, 0.05, 20, TimeScale.WEEKS),
                BetaGeometricNbd.of(0.8, 60, 0.2, 0.3, TimeScale.WEEKS));
    }
}
