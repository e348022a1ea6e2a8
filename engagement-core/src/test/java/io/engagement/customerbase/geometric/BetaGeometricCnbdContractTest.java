package io.engagement.customerbase.geometric;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModelContract;
import io.engagement.domain.TimeScale;
import io.engagement.setup.CustomerBaseModels;
import java.util.List;

class BetaGeometricCnbdContractTest implements CustomerBaseModelContract {
    @Override
    public List<CustomerBaseModel> models() {
        return List.of(
                BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 1, 0.525, 6.18, 0.891, 1.614, TimeScale.WEEKS),
                BetaGeometricCnbd.of(DropOut.AFTER_REPEAT_PURCHASE, 2, 0.8, 4, 0.793, 2.426, TimeScale.WEEKS),
                BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 3, 1.5, 5, 0.4, 3, TimeScale.WEEKS),
                BetaGeometricCnbd.of(DropOut.AFTER_REPEAT_PURCHASE, 1, 4, 3, 0.05, 20, TimeScale.WEEKS));
    }

    @Override
    public CustomerBaseModel read(String text) {
        return CustomerBaseModels.read(text);
    }

    @Override
    public CustomerBaseModel inDays(CustomerBaseModel model) {
        return ((BetaGeometricCnbd) model).convertedTo(TimeScale.DAYS);
    }
}
