package io.engagement.customerbase.geometric;

import io.engagement.domain.TimeScale;
import io.engagement.testkit.PurchaseFamilyContract;
import java.util.List;

class BetaGeometricCnbdContractTest implements PurchaseFamilyContract<BetaGeometricCnbd> {
    @Override
    public List<BetaGeometricCnbd> models() {
        return List.of(
                BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 1, 0.525, 6.18, 0.891, 1.614, TimeScale.WEEKS),
                BetaGeometricCnbd.of(DropOut.AFTER_REPEAT_PURCHASE, 2, 0.8, 4, 0.793, 2.426, TimeScale.WEEKS),
                BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 3, 1.5, 5, 0.4, 3, TimeScale.WEEKS),
                BetaGeometricCnbd.of(DropOut.AFTER_REPEAT_PURCHASE, 1, 4, 3, 0.05, 20, TimeScale.WEEKS));
    }
}
