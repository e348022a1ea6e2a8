package io.engagement.customerbase.pareto;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModelContract;
import io.engagement.domain.TimeScale;
import java.util.List;

class ParetoNbdContractTest implements CustomerBaseModelContract {
    @Override
    public List<CustomerBaseModel> models() {
        return List.of(
                ParetoNbd.of(0.5533, 10.578, 0.606, 11.664, TimeScale.WEEKS),
                ParetoNbd.of(2, 3, 0.4, 60, TimeScale.WEEKS),
                ParetoNbd.of(0.8, 30, 1, 4, TimeScale.WEEKS));
    }

    @Override
    public CustomerBaseModel read(String text) {
        return ParetoNbd.FAMILY.read(text);
    }

    @Override
    public CustomerBaseModel inDays(CustomerBaseModel model) {
        return ((ParetoNbd) model).convertedTo(TimeScale.DAYS);
    }
}
