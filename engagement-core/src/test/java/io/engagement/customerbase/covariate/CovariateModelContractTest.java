package io.engagement.customerbase.covariate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Levels;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.testkit.CustomerBaseModelContract;
import java.util.List;

/** What a model with covariates says of a customer with typical ones obeys the laws of every model. */
class CovariateModelContractTest implements CustomerBaseModelContract {
    private static final Covariates KNOWN =
            Covariates.of(Levels.of("region", List.of("north", "south")), Fact.attribute("age"));
    private static final double[] PURCHASES = {0.4, -0.1};
    private static final double[] LEAVING = {-0.3, 0.2};

    @Override
    public List<CovariateModel<?>> models() {
        return List.of(
                CovariateModel.of(
                        ParetoNbd.of(0.5533, 10.578, 0.606, 11.664, TimeScale.WEEKS), KNOWN, PURCHASES, LEAVING),
                CovariateModel.of(
                        BetaGeometricNbd.of(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS), KNOWN, PURCHASES, LEAVING),
                CovariateModel.of(
                        GammaGompertzNbd.of(0.55, 10.57, 0.6, 12.2, 0.02, TimeScale.WEEKS), KNOWN, PURCHASES, LEAVING));
    }

    @Override
    public CustomerBaseModel read(String text) {
        return CustomerBaseModels.read(text);
    }

    @Override
    public CustomerBaseModel convertedTo(CustomerBaseModel model, TimeScale other) {
        return ((CovariateModel<?>) model).convertedTo(other);
    }
}
