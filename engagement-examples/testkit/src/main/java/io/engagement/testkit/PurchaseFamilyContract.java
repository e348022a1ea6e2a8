package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Scorer;
import io.engagement.setup.CustomerBaseModels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The laws of a {@link PurchaseFamily} of one's own: those of its models, and that it is fitted, saved, read back and scored as the
 * library's are. Its test names a few models, and inherits all of it:
 *
 * <pre>{@code
 * class MyFamilyTest implements PurchaseFamilyContract<MyModel> {
 *     public List<MyModel> models() {
 *         return List.of(new MyFamily().make(new double[] {0.8, 6}, Population.of(TimeScale.WEEKS)));
 *     }
 * }
 * }</pre>
 *
 * @param <M> the model
 */
public interface PurchaseFamilyContract<M extends FamilyMember<M>> extends CustomerBaseModelContract {
    /** Models of parameters far apart, in weeks unless horizons and known customers are given in another unit. */
    @Override
    List<M> models();

    /**
     * A base that the model draws: of customers known for 20 to 69 units of time.
     *
     * @param model one of the models
     * @param customers how many
     * @return the base
     */
    default Purchases drawn(M model, int customers) {
        double[] ages = new double[customers];
        Arrays.setAll(ages, i -> 20 + i % 50);
        return model.simulate(ages, 20_261_129);
    }

    /**
     * Customers to score, some without a purchase.
     *
     * @return a view of a log
     */
    default LogView view() {
        return SimulatedBase.shop();
    }

    /** By a registry to which the family was added. */
    @Override
    default CustomerBaseModel read(String text) {
        return CustomerBaseModels.read(text, registry());
    }

    private Registry registry() {
        return models().get(0).family().addedTo(Registry.empty());
    }

    @Override
    default CustomerBaseModel convertedTo(CustomerBaseModel model, TimeScale other) {
        return ((FamilyMember<?>) model).convertedTo(other);
    }

    /** A model says the family's name and as many parameters as its family, and the family makes the same model of them. */
    @Test
    default void aFamilyMakesItsModelsOfTheirParameters() {
        for (M model : models()) {
            PurchaseFamily<M> family = model.family();
            assertThat(model.parameters())
                    .as("parameters() of %s, one for each of %s", Shown.model(model), names(family))
                    .hasSameSizeAs(family.parameters());
            M again = family.make(model.parameters(), model.population());
            Shown.assertSameLines(
                    again.toText(),
                    model.toText(),
                    "text of a model that is made again of parameters() and population()");
            PurchaseSummary typical = known().get(1);
            assertThat(model.withTypical(typical).typical())
                    .as("the population that make(values, population) is given is the model's")
                    .isEqualTo(typical);
        }
    }

    /**
     * What is drawn is what the likelihood describes: twice the distance of the maximum from the truth is chi squared, and of no
     * base the maximum is lower than the truth.
     */
    @Test
    default void whatIsSimulatedIsFoundAgain() {
        for (M model : models()) {
            Purchases base = drawn(model, 3_000);
            Fitted<M> fitted = model.family().fit(base);
            Climb climb = new Climb(model);
            double distance = 2 * (fitted.logLikelihood() - climb.logLikelihood(base));
            assertThat(distance)
                    .as(
                            "twice the log-likelihood of what was fitted above that of the truth:%n%s%n%s, the truth%n"
                                    + "below 0 the search misses the maximum (more starts in search(base)?),"
                                    + " far above simulate(ages, seed) draws from something else than the likelihood says",
                            Shown.model(fitted.model()), Shown.model(model))
                    .isBetween(-1e-6, climb.chiSquaredAtMost());
        }
    }

    /** Of the likelihood that is climbed, by each parameter's coordinate. */
    @Test
    default void theGradientIsThatOfTheLikelihood() {
        for (M model : models()) {
            new Climb(model).assertGradient(drawn(model, 200));
        }
    }

    /** As in Spark, which fits sums over parts. */
    @Test
    default void aBaseInPartsIsFittedAsTheWhole() {
        M model = models().get(0);
        PurchaseFamily<M> family = model.family();
        Purchases base = drawn(model, 900);
        Fitted<M> whole = family.fit(base);
        Fitted<M> near = family.fit(rows(base, 0, 300));
        List<LogLikelihood> parts = IntStream.range(0, 3)
                .mapToObj(i -> near.model().family().logLikelihood(rows(base, 300 * i, 300 * (i + 1))))
                .toList();
        Fitted<M> fitted = family.fit(new SumOfParts(parts), near, Provenance.of(family.name(), 900, 900));
        assertThat(fitted.logLikelihood())
                .as("the maximum of the sum of three parts, and of the whole; likelihood(..) has to add up over rows")
                .isCloseTo(whole.logLikelihood(), within(1e-6 * (1 + Math.abs(whole.logLikelihood()))));
    }

    private static Purchases rows(Purchases all, int from, int to) {
        return all.rows(IntStream.range(from, to).toArray());
    }

    /** With what the base was, to the bit. */
    @Test
    default void aFitThatWasSavedIsReadToTheBit() {
        M model = models().get(0);
        Fitted<M> fitted = model.family().fit(drawn(model, 300));
        Fitted<? extends CustomerBaseModel> read = CustomerBaseModels.readFitted(fitted.toText(), registry());
        assertThat(read.model().getClass().getName())
                .as(
                        "what was read: if it is another class, the kind '%s' is taken",
                        model.family().kind())
                .isEqualTo(model.getClass().getName());
        Shown.assertSameLines(read.toText(), fitted.toText(), Advice.readBack("toText()"));
    }

    /** Chance of being active, expected purchases and risk: to the bit, with reasons. */
    @Test
    default void itsScoresAreTheSameInATableAloneAndLive() {
        M model = models().get(0).withTypical(known().get(known().size() - 1));
        Duration horizon = Duration.ofMillis((long) (4 * model.timeScale().millis()));
        for (Scorer scorer : List.of(
                model.probabilityAlive(), model.expectedPurchases(horizon), RetentionRiskScorer.of(model, horizon))) {
            new Doors(scorer, view()).assertOneScore();
        }
    }

    private static List<String> names(PurchaseFamily<?> family) {
        return family.parameters().stream().map(Parameter::name).toList();
    }
}
