package io.engagement.customerbase.pareto;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModelContract;
import io.engagement.domain.TimeScale;
import java.util.List;

class CorrelatedParetoNbdContractTest implements CustomerBaseModelContract {
    @Override
    public List<CustomerBaseModel> models() {
        return List.of(
                CorrelatedParetoNbd.of(2, 3, 0.4, 60, -0.8, TimeScale.WEEKS),
                CorrelatedParetoNbd.of(0.549, 10.75, 0.174, 2.76, 0.745, TimeScale.WEEKS),
                CorrelatedParetoNbd.of(0.8, 30, 1, 4, 1, TimeScale.WEEKS),
                CorrelatedParetoNbd.of(1.5, 6, 0.7, 20, -1, TimeScale.WEEKS));
    }

    @Override
    public CustomerBaseModel read(String text) {
        return CorrelatedParetoNbd.FAMILY.read(text);
    }

    @Override
    public CustomerBaseModel inDays(CustomerBaseModel model) {
        return ((CorrelatedParetoNbd) model).convertedTo(TimeScale.DAYS);
    }
}
