package io.engagement.customerbase.geometric;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModelContract;
import io.engagement.domain.TimeScale;
import java.util.List;

class BetaGeometricNbdContractTest implements CustomerBaseModelContract {
    @Override
    public List<CustomerBaseModel> models() {
        return List.of(
                BetaGeometricNbd.of(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS),
                BetaGeometricNbd.of(4, 3, 0.05, 20, TimeScale.WEEKS),
                BetaGeometricNbd.of(0.8, 60, 0.2, 0.3, TimeScale.WEEKS));
    }

    @Override
    public CustomerBaseModel read(String text) {
        return BetaGeometricNbd.FAMILY.read(text);
    }

    @Override
    public CustomerBaseModel inDays(CustomerBaseModel model) {
        return ((BetaGeometricNbd) model).convertedTo(TimeScale.DAYS);
    }
}
