package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.fit.ModelText;
import io.engagement.measure.ContractTerms;
import io.engagement.survival.ContractModel;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.Tenures;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of contracts find each flaw; those of the library are tested by it. */
class ContractModelContractTest {
    @ParameterizedTest
    @EnumSource
    void aLawFinds(Flaw flaw) {
        ContractModelContract contract = () -> List.of(new Own(flaw, ShiftedBetaGeometric.of(0.7, 1.2)));
        assertThatThrownBy(() -> flaw.law.accept(contract))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(flaw.told)
                .satisfies(ShortMessage::check);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a law is a reference to a method
    private enum Flaw {
        BEGIN(ContractModelContract::survivalIsTheProductOfRenewals, "all begin"),
        CHURN(ContractModelContract::survivalIsTheProductOfRenewals, "1 less that of renewal"),
        LEAVING(ContractModelContract::survivalIsTheProductOfRenewals, "and survival, which make 1"),
        RATIO(ContractModelContract::whoHasRenewedGoesOnFromThere, "a ratio of survivals"),
        DISCOUNT(ContractModelContract::discountingTakesAwayAndNothingAtRate0, "the less the higher the rate"),
        DRAWN(ContractModelContract::simulatedCustomersLeaveWhenTheModelSays, "simulate() draws by leavingProbability"),
        KIND(ContractModelContract::aModelThatWasSavedIsReadToTheBit, "the kind 'sbg' is taken"),
        UNCHECKED(ContractModelContract::impossibleTenuresAreRefused, "!(x >= 0) in place of x < 0");

        private final Consumer<ContractModelContract> law;
        private final String told;

        Flaw(Consumer<ContractModelContract> law, String told) {
            this.law = law;
            this.told = told;
        }
    }

    /** Shifted beta-geometric under another name. */
    private record Own(Flaw flaw, ContractModel same) implements ContractModel {
        @Override
        public String name() {
            return same.name();
        }

        @Override
        public Optional<ContractTerms> terms() {
            return same.terms();
        }

        @Override
        public ContractModel withTerms(ContractTerms terms) {
            return new Own(flaw, same.withTerms(terms));
        }

        @Override
        public int typicalRenewals() {
            return same.typicalRenewals();
        }

        @Override
        public ContractModel withTypical(int renewals) {
            return new Own(flaw, same.withTypical(renewals));
        }

        @Override
        public double logSurvival(int periods) {
            return flaw == Flaw.BEGIN ? same.logSurvival(periods + 1) : same.logSurvival(periods);
        }

        @Override
        public double logSurvival(int renewals, int more) {
            return flaw == Flaw.RATIO ? same.logSurvival(more) : same.logSurvival(renewals, more);
        }

        @Override
        public double survival(int periods) {
            return flaw == Flaw.UNCHECKED ? 1 : ContractModel.super.survival(periods);
        }

        @Override
        public double churnProbability(int renewals) {
            return flaw == Flaw.CHURN ? 1.01 * same.churnProbability(renewals) : same.churnProbability(renewals);
        }

        @Override
        public double leavingProbability(int period) {
            return flaw == Flaw.LEAVING ? same.churnProbability(period - 1) : same.leavingProbability(period);
        }

        @Override
        public double discountedRenewals(int renewals, int next, double rate) {
            return flaw == Flaw.DISCOUNT && renewals > 0
                    ? same.discountedRenewals(renewals, Math.min(next, 12), rate > 0.1 ? 0 : rate)
                    : same.discountedRenewals(renewals, next, rate);
        }

        @Override
        public Tenures simulate(int customers, int periods, long seed) {
            return flaw == Flaw.DRAWN
                    ? ShiftedBetaGeometric.of(0.8, 1.2).simulate(customers, periods, seed)
                    : same.simulate(customers, periods, seed);
        }

        @Override
        public ModelText modelText() {
            return same.modelText();
        }
    }
}
