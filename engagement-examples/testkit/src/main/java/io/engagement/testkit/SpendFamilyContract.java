package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.StatisticalModel;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.setup.FittedModels;
import io.engagement.setup.ScoringSetup;
import io.engagement.spend.RowSpend;
import io.engagement.spend.SpendModel;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The laws of every {@link SpendModel} that is fitted: what it expects of customers, and that it is fitted, saved, read back and
 * scored as the library's are. A test of one's own implements it and names a few models and how they are fitted:
 *
 * <pre>{@code
 * class MySpendTest implements SpendFamilyContract<MySpend, Spending> {
 *     public Family<MySpend> family() { return MySpend.FAMILY; }
 *     public List<MySpend> models() { return List.of(new MySpend(30, 2)); }
 *     public Spending drawn(MySpend model, int customers) { ... }
 *     public Spending read(LogView view, PurchaseDefinition days) { return Spending.of(view, days); }
 *     public Fitted<MySpend> fit(Spending spend) { return MySpend.fit(spend); }
 *     public double logLikelihood(MySpend model, Spending spend) { ... }
 * }
 * }</pre>
 *
 * @param <M> the model
 * @param <D> what it is fitted to
 */
public interface SpendFamilyContract<M extends SpendModel & StatisticalModel, D> {
    /**
     * How texts of such models are read.
     *
     * @return the family
     */
    Family<M> family();

    /**
     * Models of parameters far apart, each with a finite mean of all customers, of {@linkplain PurchaseDefinition#standard() the
     * usual} purchases.
     *
     * @return at least one
     */
    List<M> models();

    /**
     * What customers spend as a model has it.
     *
     * @param model one of the models
     * @param customers how many
     * @return customers with repeat purchases, the same in every run
     */
    D drawn(M model, int customers);

    /**
     * What customers spent.
     *
     * @param view a log
     * @param definition what counts as a purchase
     * @return what models are fitted to
     */
    D read(LogView view, PurchaseDefinition definition);

    /**
     * Estimates a model.
     *
     * @param spend what customers spent
     * @return the fitted model
     */
    Fitted<M> fit(D spend);

    /**
     * The log-likelihood that a fit maximises.
     *
     * @param model one of the models
     * @param spend what customers spent
     * @return as a fit tells it
     */
    double logLikelihood(M model, D spend);

    /**
     * What a model reads of a customer who spent the same on each purchase.
     *
     * @param x number of repeat purchases, above 0
     * @param spent on each of them, above 0
     * @return a number for each of the model's inputs
     */
    default double[] customer(double x, double spent) {
        return new double[] {x, spent};
    }

    /**
     * Customers to score, some without a purchase.
     *
     * @return a view of a log
     */
    default LogView view() {
        return SimulatedBase.shop();
    }

    private Registry registry() {
        return family().addedTo(Registry.empty());
    }

    /** Of whom no repeat purchase has a value nothing is known: the mean of all is expected. */
    @Test
    default void whoIsNotKnownIsExpectedToSpendTheMeanOfAll() {
        for (M model : models()) {
            double[] unknown = new double[model.inputs().size()];
            Arrays.fill(unknown, Double.NaN);
            double[] boughtOnce = unknown.clone();
            boughtOnce[0] = 0;
            assertThat(model.expectedSpend())
                    .as("%s, expectedSpend()", Shown.model(model))
                    .isFinite();
            for (double[] each : List.of(unknown, boughtOnce)) {
                assertThat(expected(model, each))
                        .as("%s, of a customer with the inputs %s", Shown.model(model), Arrays.toString(each))
                        .isEqualTo(model.expectedSpend());
            }
        }
    }

    /** The larger the own mean, the more is expected; of very many purchases it is the own mean. */
    @Test
    default void expectationsFollowTheCustomersOwnMean() {
        for (M model : models()) {
            double usual = Math.abs(model.expectedSpend()) + 1e-3;
            double before = Double.NEGATIVE_INFINITY;
            for (double spent : new double[] {0.2 * usual, usual, 7 * usual}) {
                double few = expected(model, customer(3, spent));
                assertThat(few)
                        .as("%s, of three purchases of %s each; more than of smaller ones", Shown.model(model), spent)
                        .isFinite()
                        .isGreaterThan(before);
                before = few;
                assertThat(expected(model, customer(1e9, spent)))
                        .as("%s, of a billion purchases of %s each", Shown.model(model), spent)
                        .isCloseTo(spent, within(1e-3 * usual));
            }
        }
    }

    private double expected(M model, double... inputs) {
        Map<Measure, double[]> columns = new LinkedHashMap<>();
        for (int i = 0; i < inputs.length; i++) {
            columns.put(model.inputs().get(i), new double[] {inputs[i]});
        }
        return rows(model, MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), columns))
                .of(0);
    }

    private RowSpend rows(M model, MeasureTable table) {
        return model.prepare(model.inputs().stream().map(table::column).toList());
    }

    /** Of all customers of a log, whatever is known of them. */
    @Test
    default void anExpectationIsFiniteOrItsLackIsTold() {
        for (M model : models()) {
            MeasureTable table = MeasureTable.of(view(), TimeScale.WEEKS, model.inputs());
            RowSpend rows = rows(model, table);
            for (int row = 0; row < table.size(); row++) {
                String of = Shown.model(model) + ", of " + table.customerId(row);
                if (Double.isNaN(rows.of(row))) {
                    assertThat(rows.whyNone(row))
                            .as("%s, nothing is expected: whyNone(row) says why", of)
                            .isNotBlank();
                } else {
                    assertThat(rows.of(row))
                            .as("%s: an expectation is finite, or NaN where it does not exist", of)
                            .isFinite();
                }
            }
        }
    }

    /** Text, name and definition, and it is of the same class. */
    @Test
    default void aModelThatWasSavedIsReadToTheBit() {
        for (M each : models()) {
            StatisticalModel model = (StatisticalModel) each.withDefinition(monthly());
            M read = family().read(model.toText());
            assertThat(read.getClass().getName())
                    .as("what was read of %s", Shown.model(model))
                    .isEqualTo(each.getClass().getName());
            Shown.assertSameLines(read.toText(), model.toText(), Advice.readBack("toText()"));
            assertThat(read.name())
                    .as(Advice.READ, "name(), the family's kind,")
                    .isEqualTo(each.name())
                    .isEqualTo(family().kind());
            assertThat(read.definition()).as("the definition of %s", read).isEqualTo(monthly());
            assertThat(read.expectedSpend()).as(Advice.READ, "expectedSpend()").isEqualTo(each.expectedSpend());
        }
    }

    private static PurchaseDefinition monthly() {
        return PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
    }

    /** What a model is of, it reads; and a fit is of what its data are. */
    @Test
    default void aModelReadsWhatItsDefinitionCounts() {
        for (M model : models()) {
            SpendModel other = model.withDefinition(monthly());
            assertThat(model.definition())
                    .as("the definition of %s, of which a copy was made with another", Shown.model(model))
                    .isEqualTo(PurchaseDefinition.standard());
            assertThat(other.definition())
                    .as("the definition of what withDefinition(..) made of %s", Shown.model(model))
                    .isEqualTo(monthly());
            assertThat(other.inputs())
                    .as("inputs of a model with another definition")
                    .hasSameSizeAs(model.inputs())
                    .doesNotContainAnyElementsOf(model.inputs());
        }
        assertThat(fit(read(view(), monthly())).model().definition())
                .as("the definition of a model that was fitted to purchases by month")
                .isEqualTo(monthly());
    }

    /**
     * What is drawn is what the likelihood describes: twice the distance of the maximum from the truth is chi squared, and of no
     * base the maximum is lower than the truth.
     */
    @Test
    default void whatIsDrawnIsFoundAgain() {
        for (M model : models()) {
            D drawn = drawn(model, 3_000);
            Fitted<M> fitted = fit(drawn);
            assertThat(fitted.logLikelihood())
                    .as("the fit's log-likelihood, and that of the model that it found")
                    .isCloseTo(
                            logLikelihood(fitted.model(), drawn),
                            within(1e-6 * (1 + Math.abs(fitted.logLikelihood()))));
            double distance = 2 * (fitted.logLikelihood() - logLikelihood(model, drawn));
            assertThat(distance)
                    .as(
                            "twice the log-likelihood of what was fitted above that of the truth:%n%s%n%s, the truth%n"
                                    + "below 0 the search misses the maximum, far above what is drawn is something else"
                                    + " than the likelihood says",
                            Shown.model(fitted.model()), Shown.model(model))
                    .isBetween(-1e-6, Climb.chiSquaredAtMost(fitted.estimates().length));
        }
    }

    /** With what the base was, to the bit; alone and in a set-up. */
    @Test
    default void aFitThatWasSavedIsReadToTheBit() {
        Fitted<M> fitted = fit(read(view(), PurchaseDefinition.standard()));
        Fitted<?> read = FittedModels.read(fitted.toText(), registry());
        assertThat(read.model().getClass().getName())
                .as("what was read: if it is another class, the kind '%s' is taken", family().kind())
                .isEqualTo(fitted.model().getClass().getName());
        Shown.assertSameLines(read.toText(), fitted.toText(), Advice.readBack("toText()"));
        ScoringSetup setup = ScoringSetup.of(BetaGeometricNbd.fit(purchases()), fitted);
        ScoringSetup again = ScoringSetup.read(setup.toText(), registry());
        Shown.assertSame(
                again.plan().score(view()).column("lifetime_value"),
                setup.plan().score(view()).column("lifetime_value"),
                "row",
                "lifetime values of a set-up that was saved");
    }

    private Purchases purchases() {
        return Purchases.of(view(), TimeScale.WEEKS, PurchaseDefinition.standard());
    }

    /** As of when, and how initiators are known. */
    @Test
    default void aFitTellsWhatItWasFittedTo() {
        Fitted<M> fitted = fit(read(view(), PurchaseDefinition.standard()));
        assertThat(fitted.provenance().model())
                .as("provenance().model(): the family's kind")
                .isEqualTo(family().kind());
        assertThat(fitted.provenance().customers())
                .as("provenance().customers(), who were fitted")
                .isPositive();
        assertThat(fitted.provenance().periodEnd()).as("when the view was").contains(view().asOf());
        assertThat(fitted.provenance().interactions())
                .as("the interactions of the view")
                .contains(view().initiators());
    }

    /** What customers are worth, to the bit, with reasons. */
    @Test
    default void valuesAreTheSameInATableAloneAndLive() {
        LifetimeValueScorer scorer = LifetimeValueScorer.of(
                BetaGeometricNbd.fit(purchases()).model(),
                models().get(0),
                Duration.ofDays(365),
                DiscountRate.annual(0.1));
        new Doors(scorer, view()).assertOneScore();
    }
}
