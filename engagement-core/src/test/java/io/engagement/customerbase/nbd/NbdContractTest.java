package io.engagement.customerbase.nbd;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModelContract;
import io.engagement.domain.TimeScale;
import java.util.List;

class NbdContractTest implements CustomerBaseModelContract {
    @Override
    public List<CustomerBaseModel> models() {
        return List.of(
                Nbd.of(0.385, 12.1, TimeScale.WEEKS), Nbd.of(2, 3, TimeScale.WEEKS), Nbd.of(0.8, 30, TimeScale.WEEKS));
    }

    @Override
    public CustomerBaseModel read(String text) {
        return Nbd.FAMILY.read(text);
    }

    @Override
    public CustomerBaseModel inDays(CustomerBaseModel model) {
        return ((Nbd) model).convertedTo(TimeScale.DAYS);
    }
}
