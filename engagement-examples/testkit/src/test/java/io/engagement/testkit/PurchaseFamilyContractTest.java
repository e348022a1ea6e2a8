package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The contract lets pass what keeps it, and its laws find each flaw. */
class PurchaseFamilyContractTest {
    private static List<OwnNbd> models(Flaw flaw) {
        return List.of(new OwnNbd(flaw, Nbd.of(0.8, 6, TimeScale.WEEKS), Population.of(TimeScale.WEEKS)));
    }

    @Nested
    class WithoutFlaw implements PurchaseFamilyContract<OwnNbd> {
        @Override
        public List<OwnNbd> models() {
            return PurchaseFamilyContractTest.models(Flaw.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aLawFinds(Flaw flaw) {
        PurchaseFamilyContract<OwnNbd> contract = () -> models(flaw);
        assertThatThrownBy(() -> flaw.law.accept(contract))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(flaw.told)
                .satisfies(ShortMessage::check);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a law is a reference to a method
    private enum Flaw {
        NONE(contract -> {}, ""),
        PARAMETERS(PurchaseFamilyContract::aFamilyMakesItsModelsOfTheirParameters, "one for each of [r, alpha]"),
        POPULATION(PurchaseFamilyContract::aFamilyMakesItsModelsOfTheirParameters, "made again"),
        KIND(PurchaseFamilyContract::aModelThatWasSavedIsReadToTheBit, "the kind 'nbd' is taken"),
        KIND_OF_FIT(PurchaseFamilyContract::aFitThatWasSavedIsReadToTheBit, "the kind 'nbd' is taken"),
        UNIT(PurchaseFamilyContract::predictionsDoNotDependOnTheUnitOfTime, "inTime(power)"),
        SIMULATION(PurchaseFamilyContract::whatIsSimulatedIsFoundAgain, "draws from something else"),
        START(PurchaseFamilyContract::whatIsSimulatedIsFoundAgain, "misses the maximum"),
        GRADIENT(PurchaseFamilyContract::theGradientIsThatOfTheLikelihood, "by the coordinate of r"),
        PARTS(PurchaseFamilyContract::aBaseInPartsIsFittedAsTheWhole, "add up over rows"),
        EXPECTATION(
                CustomerBaseModelContract::theDistributionAgreesWithExpectationAndSilence,
                "and expected purchases, of"),
        DISCOUNT(
                CustomerBaseModelContract::discountingTakesAwayAndNothingAtRate0,
                "the less the higher the rate, 0.002"),
        ALIVE(
                CustomerBaseModelContract::probabilitiesLieBetween0And1AndFallWithSilence,
                "who is not alive buys nothing"),
        SEED(CustomerBaseModelContract::aSeedGivesTheSameBaseOnAnyNumberOfThreads, "with another seed"),
        UNCHECKED(CustomerBaseModelContract::impossibleCustomersAndHorizonsAreRefused, "!(x >= 0) in place of x < 0");

        private final Consumer<PurchaseFamilyContract<OwnNbd>> law;
        private final String told;

        Flaw(Consumer<PurchaseFamilyContract<OwnNbd>> law, String told) {
            this.law = law;
            this.told = told;
        }
    }

    private record OwnFamily(Flaw flaw) implements PurchaseFamily<OwnNbd> {
        @Override
        public String kind() {
            return flaw == Flaw.KIND || flaw == Flaw.KIND_OF_FIT ? "nbd" : "own-nbd";
        }

        @Override
        public List<Parameter> parameters() {
            Parameter alpha = Parameter.positive("alpha");
            return List.of(Parameter.positive("r"), flaw == Flaw.UNIT ? alpha : alpha.inTime(1));
        }

        @Override
        public OwnNbd make(double[] values, Population population) {
            return new OwnNbd(
                    flaw,
                    Nbd.of(values[0], values[1], population.timeScale()),
                    flaw == Flaw.POPULATION ? population.withTypical(new PurchaseSummary(1, 1, 2)) : population);
        }

        @Override
        public Search search(BaseFit base) {
            return Search.from(List.of(new double[] {1, 1 / base.rate()}));
        }

        @Override
        public LogLikelihood likelihood(Purchases distinct, double unit) {
            LogLikelihood exact = PurchaseFamily.super.likelihood(distinct, unit);
            return switch (flaw) {
                case GRADIENT -> new Tilted(exact, 1.01, 0);
                case START -> new Tilted(exact, 0, 0);
                case PARTS -> new Tilted(exact, 1, distinct.customers() > 600 ? 0 : 1);
                default -> exact;
            };
        }
    }

    /** Of a wrong derivative, or not the likelihood of the model. */
    private record Tilted(LogLikelihood exact, double slope, double lost) implements LogLikelihood {
        @Override
        public int dimension() {
            return exact.dimension();
        }

        @Override
        public double valueAndGradient(double[] coordinates, double[] gradient) {
            double value = exact.valueAndGradient(coordinates, gradient);
            Arrays.setAll(gradient, i -> gradient[i] * slope);
            return value - lost;
        }
    }

    /** NBD under another name. */
    private record OwnNbd(Flaw flaw, Nbd same, Population population) implements FamilyMember<OwnNbd> {
        @Override
        public PurchaseFamily<OwnNbd> family() {
            return new OwnFamily(flaw);
        }

        @Override
        public double[] parameters() {
            return flaw == Flaw.PARAMETERS ? new double[] {same.r()} : same.parameters();
        }

        @Override
        public PurchaseKernel alive() {
            return flaw == Flaw.ALIVE ? PurchaseKernel.computed((x, recency, age) -> age / (1 + age)) : same.alive();
        }

        @Override
        public PurchaseKernel purchasesWithin(double horizon) {
            PurchaseKernel exact = same.purchasesWithin(horizon);
            return flaw == Flaw.EXPECTATION
                    ? PurchaseKernel.computed((x, recency, age) -> 1.01 * exact.of(x, recency, age))
                    : exact;
        }

        @Override
        public PurchaseKernel noPurchaseWithin(double horizon) {
            return same.noPurchaseWithin(flaw == Flaw.UNCHECKED ? 1 : horizon);
        }

        @Override
        public PurchaseKernel discountedPurchasesWithin(double horizon, double delta) {
            return flaw == Flaw.DISCOUNT && delta > 0.001
                    ? same.purchasesWithin(horizon)
                    : same.discountedPurchasesWithin(horizon, delta);
        }

        @Override
        public double logLikelihood(double x, double recency, double age) {
            return same.logLikelihood(x, recency, age);
        }

        @Override
        public double expectedPurchases(double t) {
            return same.expectedPurchases(t);
        }

        @Override
        public CountDistribution purchaseDistribution(double t) {
            return same.purchaseDistribution(t);
        }

        @Override
        public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
            return same.purchaseDistribution(x, recency, age, t);
        }

        @Override
        public Purchases simulate(double[] ages, long seed) {
            return switch (flaw) {
                case SIMULATION -> Nbd.of(1.2, 6, timeScale()).simulate(ages, seed);
                case SEED -> same.simulate(ages, 0);
                default -> same.simulate(ages, seed);
            };
        }
    }
}
