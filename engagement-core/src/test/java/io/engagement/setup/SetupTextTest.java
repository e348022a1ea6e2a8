package io.engagement.setup;

import static io.engagement.setup.UseAndPurchases.PURCHASES;
import static io.engagement.setup.UseAndPurchases.VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.customerbase.Purchases;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.spi.Condition;
import io.engagement.score.Bands;
import io.engagement.score.Calibration;
import io.engagement.score.Composite;
import io.engagement.score.NamedFunction;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.RowSpend;
import io.engagement.spend.SpendModel;
import io.engagement.survival.Tenures;
import io.engagement.value.DiscountRate;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A set-up is saved and read back as one text, bit for bit. */
class SetupTextTest {
    private static final FitChoices CHOICES = FitChoices.usual();
    private static final FitChoices CONTRACTS = CHOICES.withContracts(ContractTerms.standard(TimeScale.MONTHS));
    private static final ScoringSetup ALL = ScoringSetup.fit(VIEW, CONTRACTS);
    private static final Scorer SILENCE = Scorer.of(
            "silence",
            Scale.INDEX,
            Measure.timeSinceLast(Filter.ownInitiative()),
            days -> 100 * (1 - Math.exp(-days / 60)));

    static Stream<ScoringSetup> setups() {
        double[] scores = {0.1, 0.2, 0.4, 0.5, 0.7, 0.9};
        boolean[] outcomes = {false, true, false, false, true, true};
        Scorer risk = ALL.scorer("retention_risk");
        return Stream.of(
                ALL,
                ScoringSetup.of(ALL.fitted(Subject.SPEND).orElseThrow()),
                ALL.withHorizon(Duration.ofDays(30))
                        .withValueOfAllFuture()
                        .withMargin(1 / 3.0)
                        .withDiscount(DiscountRate.annual(0.07))
                        .withRenewals(4)
                        .withoutCosts()
                        .withPayments(Payments.standard()),
                ALL.withCalibration("retention_risk", Calibration.platt(scores, outcomes))
                        .withCalibration("churn_risk", Calibration.isotonic(scores, outcomes))
                        .with(Composite.banded("band", risk, Bands.of(List.of("low", "high"), 0.5))),
                ScoringSetup.fit(
                        VIEW, CONTRACTS.withSpendModel("hurdle-gamma-gamma").withContractModel("bdw")),
                ScoringSetup.fit(VIEW, CHOICES.withPurchaseModel("bg-bb").withSpendModel("normal-normal")),
                ScoringSetup.fit(VIEW, CHOICES.withPurchaseModel("pareto-nbd")));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void aSetupIsReadBackToTheSameBits(ScoringSetup setup) {
        assertReadBack(setup, Registry.empty());
    }

    private static void assertReadBack(ScoringSetup setup, Registry registry) {
        String text = setup.toText();
        ScoringSetup read = ScoringSetup.read(text, registry);
        assertThat(read.toText()).isEqualTo(text).startsWith("engagement scoring-setup 1 format 2\n");
        assertThat(read.summary()).isEqualTo(setup.summary());
        assertThat(read.missing()).isEqualTo(setup.missing());
        assertThat(read.doubts()).isEqualTo(setup.doubts());
        assertThat(ScoringSetup.isSetup(text)).isTrue();
        if (setup.scorers().isEmpty()) {
            return;
        }
        ScoreTable now = setup.plan().score(VIEW);
        ScoreTable then = read.plan().score(VIEW);
        assertThat(then.names()).isEqualTo(now.names());
        for (String name : now.names()) {
            assertThat(then.column(name)).as(name).isEqualTo(now.column(name));
            assertThat(then.explain(7, name)).isEqualTo(now.explain(7, name));
        }
    }

    @Test
    void theFitsInATextAreThoseThatWereFitted() {
        ScoringSetup read = ScoringSetup.read(ALL.toText(), Registry.empty());
        for (Subject subject : Subject.values()) {
            assertThat(read.fitted(subject).orElseThrow().toText())
                    .isEqualTo(ALL.fitted(subject).orElseThrow().toText())
                    .isEqualTo(
                            FittedModels.read(ALL.fitted(subject).orElseThrow().toText(), Registry.empty())
                                    .toText());
            assertThat(ScoringSetup.isSetup(ALL.fitted(subject).orElseThrow().toText()))
                    .isFalse();
        }
    }

    @Test
    void oneChangedCharacterIsNoticed() {
        String text = ALL.toText();
        for (String was : List.of("margin 1.0", "purchases.model.r ", "costs.mean_rate 0", "value_horizon PT")) {
            assertThat(text).contains(was);
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> ScoringSetup.read(text.replace(was, was.replaceAll(".$", "77")), Registry.empty()))
                    .withMessageContaining("the saved scoring-setup was changed or cut since it was written");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read(text.substring(0, text.length() / 2), Registry.empty()));
    }

    private static String plain(String text) {
        return text.replaceFirst(" format 2", "").replaceFirst("checksum .*", "");
    }

    @ParameterizedTest
    @CsvSource({
        "margin 1.0, margin 2.0, margin must be between 0 and 1",
        "value_horizon PT26280H, value_horizon often, value_horizon of a saved set-up must be a duration",
        "renewals 1, renewals 0, renewals",
        "renewals 1, , must have the key renewals",
        "purchases fitted 1, purchases fitted 2, version of a saved fitted must be between 1 and 1",
        "purchases fitted 1, purchases fitted 2000000000, version of a saved fitted must be between 1 and 1",
        "purchases fitted 1, purchases fitted, must begin with",
        "costs.time_scale WEEKS, costs.time_scale DAYS, 'costs must be per unit of the model''s time, WEEKS'",
        "scores 0, scores 1, must have the key score.0",
        "scores 0, scores 999999, scores",
        "calibrations 0, calibrations 1, must have the key calibrated.0",
        "payments purpose=PURCHASE, payments purpose=, text of a filter must have a name",
        "scoring-setup 1, scoring-setup 2, was it written by a later version"
    })
    void aTextThatMakesNoSenseIsRefused(String was, String is, String why) {
        String text = plain(ALL.toText());
        assertThat(text).contains(was);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read(text.replaceFirst(was, is == null ? "" : is), Registry.empty()))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"engagement", "purchases", "spend", "contracts"})
    void aModelUnderAnotherSubjectIsRefused(String subject) {
        String other = subject.equals("spend") ? "purchases" : "spend";
        String swapped = plain(ALL.toText())
                .replaceAll("(?m)^" + subject + "( fitted|\\.)", "swapped$1")
                .replaceAll("(?m)^" + other + "( fitted|\\.)", subject + "$1")
                .replaceAll("(?m)^swapped", other);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read(swapped, Registry.empty()))
                .withMessageContaining("of a saved set-up is none: it is a ");
    }

    @Test
    void aScorerOfTheUsersOwnIsSavedByNameAndVersion() {
        ScoringSetup own = ALL.withOwn(SILENCE, 2);
        ScoringSetup more = own.with(Composite.weighted(
                "blend", Scale.INDEX, Map.of(own.scorer("silence"), 1.0, own.scorer("engagement"), 3.0)));
        assertReadBack(more, Registry.empty().with(Scorer.class, "silence", 2, SILENCE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read(more.toText(), Registry.empty()))
                .withMessageContaining("your own Scorer silence 2")
                .withMessageContaining("with(Scorer.class, \"silence\", 2, ...)");
    }

    @Test
    void anUnnamedLambdaIsRefusedWhenSavingWithTheRemedy() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ALL.with(SILENCE).toText())
                .withMessage(
                        "the score silence is your own code, which cannot be saved, and has no version by which it could"
                                + " be found again: add it by withOwn(scorer, 1), and put it into the registry that reads by"
                                + " with(Scorer.class, \"silence\", 1, scorer)");
        Scorer loyalty = Composite.mapped("loyalty", Scale.PROBABILITY, ALL.scorer("retention_risk"), risk -> 1 - risk);
        assertThatIllegalStateException()
                .isThrownBy(() -> ALL.with(loyalty).toText())
                .withMessageContaining("new NamedFunction(\"loyalty\", 1, function)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withOwn(SILENCE, 0))
                .withMessage("version of silence must be at least 1, was 0");
    }

    @Test
    void aFunctionAndAConditionOfTheUsersOwnAreReadFromTheRegistry() {
        NamedFunction loyal = new NamedFunction("loyal", 1, risk -> 1 - risk);
        Condition large = (kind, quantities) -> kind.purpose().equals(Purpose.PURCHASE);
        PurchaseDefinition own = new PurchaseDefinition(Filter.where("sale", 3, large), ZoneOffset.UTC);
        ScoringSetup setup = ScoringSetup.fit(VIEW, CHOICES.withPurchases(own));
        ScoringSetup more =
                setup.with(Composite.mapped("loyalty", Scale.PROBABILITY, setup.scorer("retention_risk"), loyal));
        Registry functions = Registry.empty().with(NamedFunction.class, "loyal", 1, loyal);
        Registry registry = functions.with(Condition.class, "sale", 3, large);
        assertReadBack(more, registry);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read(more.toText(), functions))
                .withMessageContaining("your own Condition sale 3");
    }

    /** Gamma-Gamma under another name. */
    private record OwnSpend(GammaGamma same) implements SpendModel, StatisticalModel {
        @Override
        public String name() {
            return "own-spend";
        }

        @Override
        public PurchaseDefinition definition() {
            return same.definition();
        }

        @Override
        public OwnSpend withDefinition(PurchaseDefinition definition) {
            return new OwnSpend(same.withDefinition(definition));
        }

        @Override
        public List<Measure> inputs() {
            return same.inputs();
        }

        @Override
        public RowSpend prepare(List<MeasureColumn> columns) {
            return same.prepare(columns);
        }

        @Override
        public double expectedSpend() {
            return same.expectedSpend();
        }

        @Override
        public ModelText modelText() {
            return ModelText.of("own-spend", 1).withPart("same", same.modelText());
        }
    }

    private static final class OwnSpendFamily implements Family<OwnSpend> {
        @Override
        public String kind() {
            return "own-spend";
        }

        @Override
        public OwnSpend read(ModelText text, Registry own) {
            return new OwnSpend(GammaGamma.FAMILY.read(text.part("same").toString(), own));
        }
    }

    @Test
    void aModelOfSpendOfTheUsersOwnIsReadByItsFamily() {
        String text = ModelText.read(ALL.fitted(Subject.SPEND).orElseThrow().toText(), "fitted", 1)
                .withPart("model", new OwnSpend((GammaGamma) ALL.spend().orElseThrow()).modelText())
                .toString();
        Registry registry = new OwnSpendFamily().addedTo(Registry.empty());
        ScoringSetup setup = ALL.with(FittedModels.read(text, registry));
        assertThat(setup.spend()).containsInstanceOf(OwnSpend.class);
        assertThat(setup.plan().score(VIEW).column("lifetime_value"))
                .isEqualTo(ALL.plan().score(VIEW).column("lifetime_value"));
        assertReadBack(setup, registry);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read(setup.toText(), Registry.empty()))
                .withMessageContaining("own-spend");
    }

    @Test
    void aTextOfNoSetupIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read("hello", Registry.empty()))
                .withMessageContaining("must begin with");
        String model = ALL.fitted(Subject.PURCHASES).orElseThrow().toText();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.read(model, Registry.empty()))
                .withMessageContaining("the text holds a fitted, not a scoring-setup");
        assertThatIllegalArgumentException().isThrownBy(() -> FittedModels.read(ALL.toText(), Registry.empty()));
        assertThat(Tenures.of(VIEW, ContractTerms.standard(TimeScale.MONTHS)).customers())
                .isEqualTo((int)
                        ALL.fitted(Subject.CONTRACTS).orElseThrow().provenance().customers());
        assertThat(Purchases.of(VIEW, TimeScale.WEEKS, PURCHASES).repeatPurchases())
                .isPositive();
    }
}
