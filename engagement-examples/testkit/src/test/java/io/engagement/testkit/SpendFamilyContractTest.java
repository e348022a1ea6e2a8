package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.fit.StatisticalModel;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.spend.NormalNormal;
import io.engagement.spend.RowSpend;
import io.engagement.spend.SpendModel;
import io.engagement.spend.Spending;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The contract lets pass what keeps it, and its laws find each flaw. */
class SpendFamilyContractTest {
    @Nested
    class WithoutFlaw extends OwnContract {
        WithoutFlaw() {
            super(Flaw.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aLawFinds(Flaw flaw) {
        SpendFamilyContract<OwnSpend, Spending> contract = new OwnContract(flaw);
        assertThatThrownBy(() -> flaw.law.accept(contract))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(flaw.told)
                .satisfies(ShortMessage::check);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a law is a reference to a method
    private enum Flaw {
        NONE(contract -> {}, ""),
        UNKNOWN(SpendFamilyContract::whoIsNotKnownIsExpectedToSpendTheMeanOfAll, "of a customer with the inputs"),
        NO_MEAN(SpendFamilyContract::whoIsNotKnownIsExpectedToSpendTheMeanOfAll, "expectedSpend()"),
        STUBBORN(SpendFamilyContract::expectationsFollowTheCustomersOwnMean, "more than of smaller ones"),
        CREDULOUS(SpendFamilyContract::expectationsFollowTheCustomersOwnMean, "of a billion purchases"),
        SILENT(SpendFamilyContract::anExpectationIsFiniteOrItsLackIsTold, "of "),
        DEFINITION_LOST(SpendFamilyContract::aModelThatWasSavedIsReadToTheBit, ""),
        KIND(SpendFamilyContract::aFitThatWasSavedIsReadToTheBit, "the kind 'normal-normal' is taken"),
        INPUTS(SpendFamilyContract::aModelReadsWhatItsDefinitionCounts, "inputs of a model with another definition"),
        CHANGED(SpendFamilyContract::aModelReadsWhatItsDefinitionCounts, "fitted to purchases by month"),
        START(SpendFamilyContract::whatIsDrawnIsFoundAgain, "misses the maximum"),
        DRAWN(SpendFamilyContract::whatIsDrawnIsFoundAgain, "something else"),
        PROVENANCE(SpendFamilyContract::aFitTellsWhatItWasFittedTo, "the interactions of the view"),
        MOODY(SpendFamilyContract::valuesAreTheSameInATableAloneAndLive, "lifetime_value of");

        private final Consumer<SpendFamilyContract<OwnSpend, Spending>> law;
        private final String told;

        Flaw(Consumer<SpendFamilyContract<OwnSpend, Spending>> law, String told) {
            this.law = law;
            this.told = told;
        }
    }

    private static class OwnContract implements SpendFamilyContract<OwnSpend, Spending> {
        private final Flaw flaw;

        OwnContract(Flaw flaw) {
            this.flaw = flaw;
        }

        @Override
        public Family<OwnSpend> family() {
            return new OwnFamily(flaw);
        }

        @Override
        public List<OwnSpend> models() {
            return List.of(new OwnSpend(flaw, NormalNormal.of(30, 25, 40)));
        }

        @Override
        public Spending drawn(OwnSpend model, int customers) {
            Random random = new Random(20_261_129);
            double[] frequency = new double[customers];
            double[] spend = new double[customers];
            double across = flaw == Flaw.DRAWN ? 10 : model.same.sigmaA();
            for (int i = 0; i < customers; i++) {
                frequency[i] = 1 + random.nextInt(8);
                spend[i] = model.same.theta()
                        + across * random.nextGaussian()
                        + model.same.sigmaW() / Math.sqrt(frequency[i]) * random.nextGaussian();
            }
            return Spending.of(frequency, spend);
        }

        @Override
        public Spending read(LogView view, PurchaseDefinition definition) {
            return Spending.of(view, definition);
        }

        @Override
        public Fitted<OwnSpend> fit(Spending spend) {
            return OwnSpend.fit(flaw, spend);
        }

        @Override
        public double logLikelihood(OwnSpend model, Spending spend) {
            double[] at = {model.same.theta(), Math.log(model.same.sigmaA()), Math.log(model.same.sigmaW())};
            return NormalNormal.logLikelihood(spend).valueAndGradient(at, new double[3]);
        }
    }

    private record OwnFamily(Flaw flaw) implements Family<OwnSpend> {
        @Override
        public String kind() {
            return flaw == Flaw.KIND ? NormalNormal.FAMILY.kind() : "own-spend";
        }

        @Override
        public OwnSpend read(ModelText text, Registry own) {
            NormalNormal same = NormalNormal.FAMILY.readPart(text, "same", own);
            return new OwnSpend(
                    flaw, flaw == Flaw.DEFINITION_LOST ? same.withDefinition(PurchaseDefinition.standard()) : same);
        }
    }

    /** Normal-normal under another name. */
    private static final class OwnSpend implements SpendModel, StatisticalModel {
        private final Flaw flaw;
        private final NormalNormal same;
        private int asked;

        OwnSpend(Flaw flaw, NormalNormal same) {
            this.flaw = flaw;
            this.same = same;
        }

        static Fitted<OwnSpend> fit(Flaw flaw, Spending spend) {
            LogLikelihood likelihood = NormalNormal.logLikelihood(spend);
            List<Parameter> parameters = List.of(
                    Parameter.real("theta").within(-1e6, 1e6),
                    Parameter.positive("sigma_a"),
                    Parameter.positive("sigma_w"));
            NormalNormal best = NormalNormal.fit(spend).model();
            double[] start = {best.theta(), best.sigmaA(), best.sigmaW()};
            if (flaw == Flaw.START) {
                start[0] += 50;
            }
            Maximum maximum = MaximumLikelihood.withDefaults()
                    .withIterations(flaw == Flaw.START ? 1 : 200)
                    .maximize("own-spend", parameters, likelihood, start);
            NormalNormal found = NormalNormal.of(maximum.estimate(0), maximum.estimate(1), maximum.estimate(2))
                    .withDefinition(flaw == Flaw.CHANGED ? PurchaseDefinition.standard() : best.definition());
            Provenance known = NormalNormal.fit(spend).provenance();
            Provenance provenance = Provenance.of(new OwnFamily(flaw).kind(), known.customers(), known.distinctRows())
                    .withPeriod(known.periodStart(), known.periodEnd())
                    .withInteractions(flaw == Flaw.PROVENANCE ? Optional.empty() : known.interactions());
            return Fitted.of(
                    new OwnSpend(flaw, found),
                    maximum,
                    new double[] {1, 1, 1},
                    maximum.logLikelihood(),
                    List.of(),
                    provenance);
        }

        @Override
        public String name() {
            return new OwnFamily(flaw).kind();
        }

        @Override
        public PurchaseDefinition definition() {
            return same.definition();
        }

        @Override
        public SpendModel withDefinition(PurchaseDefinition definition) {
            return new OwnSpend(flaw, same.withDefinition(definition));
        }

        @Override
        public List<Measure> inputs() {
            return flaw == Flaw.INPUTS ? NormalNormal.of(1, 1, 1).inputs() : same.inputs();
        }

        @Override
        public RowSpend prepare(List<MeasureColumn> columns) {
            RowSpend exact = same.prepare(columns);
            return switch (flaw) {
                case UNKNOWN -> row -> columns.get(0).get(row) > 0 ? exact.of(row) : 0;
                case STUBBORN -> row -> columns.get(0).get(row) > 1e3 ? exact.of(row) : expectedSpend();
                case CREDULOUS -> row -> columns.get(0).get(row) > 1e3 ? expectedSpend() : exact.of(row);
                case SILENT -> new Silent();
                case MOODY -> row -> exact.of(row) + 1e-9 * asked++;
                default -> exact;
            };
        }

        @Override
        public double expectedSpend() {
            return flaw == Flaw.NO_MEAN ? Double.NaN : same.expectedSpend();
        }

        @Override
        public ModelText modelText() {
            return flaw == Flaw.KIND
                    ? same.modelText()
                    : ModelText.of(name(), 1).withPart("same", same.modelText());
        }
    }

    private record Silent() implements RowSpend {
        @Override
        public double of(int row) {
            return Double.NaN;
        }

        @Override
        public String whyNone(int row) {
            return " ";
        }
    }
}
