package io.engagement.survival;

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
}
