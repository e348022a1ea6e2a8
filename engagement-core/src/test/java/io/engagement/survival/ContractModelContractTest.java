package io.engagement.survival;

import io.engagement.domain.Purpose;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.testkit.ContractModelContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class ContractModelContractTest {
    @Nested
    class Geometric implements ContractModelContract {
        @Override
        public List<ShiftedBetaGeometric> models() {
            return List.of(
                    ShiftedBetaGeometric.of(0.7, 1.2),
                    ShiftedBetaGeometric.of(0.668, 3.806),
                    ShiftedBetaGeometric.of(0.05, 20));
        }
    }

    @Nested
    class Weibull implements ContractModelContract {
        @Override
        public List<BetaDiscreteWeibull> models() {
            return List.of(
                    BetaDiscreteWeibull.of(0.6, 2.5, 1.4),
                    BetaDiscreteWeibull.of(2, 3, 0.6),
                    BetaDiscreteWeibull.of(20, 0.5, 1));
        }
    }

    /** What it says without covariates is of a customer with typical ones; scores are by each customer's own. */
    @Nested
    class GeometricByCovariates implements ContractModelContract {
        @Override
        public List<ContractCovariateModel<ShiftedBetaGeometric>> models() {
            Covariates paid = Covariates.of(Fact.measured("paid", Measure.count(Filter.purpose(Purpose.PURCHASE))));
            TenureGroups groups = TenureGroups.builder(paid)
                    .add(Tenures.ofSurvivors(1000, 631, 468, 382), 1)
                    .add(Tenures.ofSurvivors(1000, 869, 743, 653), 2)
                    .add(Tenures.ofSurvivors(1000, 900, 790, 700), 4)
                    .build();
            return List.of(ShiftedBetaGeometric.fit(groups).model());
        }
    }
}
