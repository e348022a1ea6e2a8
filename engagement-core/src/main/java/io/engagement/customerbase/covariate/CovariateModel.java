package io.engagement.customerbase.covariate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model of a customer base in which what is known of customers moves how often they buy and how soon they leave. Fader and
 * Hardie (2007), "Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD Models". For a customer with covariates z,
 *
 * <pre>  alpha exp(-purchases'z),   and   beta exp(-leaving'z)        for Pareto/NBD and GGom/NBD,
 *                                   a exp(leaving'z), b exp(leaving'z)   for BG/NBD</pre>
 *
 * <p>so that a positive coefficient means that they buy more often, or, with the first two, leave sooner; BG/NBD's moves how much
 * customers differ in leaving. The model holds which {@link Covariates} it reads, and scorers read them for each customer by id:
 *
 * <pre>{@code
 * Covariates known = Covariates.of(Fact.attribute("age"), Levels.of(view, "region"));
 * Purchases purchases = Purchases.of(view, TimeScale.WEEKS, PurchaseDefinition.standard(), known);
 * CovariateModel<ParetoNbd> model = CovariateModel.family(ParetoNbd.FAMILY, known).fit(purchases).model();
 * ScoringPlan plan = ScoringPlan.of(model.probabilityAlive(), RetentionRiskScorer.of(model, Duration.ofDays(90)));
 * }</pre>
 *
 * <p>{@link #given} is a customer's own model, with all that it predicts. What this model says of x, t_x and T alone is of a
 * customer with typical covariates. Immutable, thread-safe.
 *
 * @param <M> the model without covariates
 */
public final class CovariateModel<M extends FamilyMember<M>> extends DelegatingModel
        implements FamilyMember<CovariateModel<M>> {
    static final String NAME = "covariates";
    /** Since 2 with the facts that covariates are. */
    static final int VERSION = 2;

    /** How models with covariates are read, whichever they are without. */
    public static final Family<CovariateModel<?>> FAMILY = new Reader();

    private static final List<PurchaseFamily<?>> BASES =
            List.of(BetaGeometricNbd.FAMILY, ParetoNbd.FAMILY, GammaGompertzNbd.FAMILY);

    private final CovariateFamily<M> family;
    private final M base;
    private final CovariateEffects effects;
    private final Population population;
    /** What all customers' own models have in common: the base's parameters, which of them move, and how. */
    private final double[] parameters;

    private final int[] byPurchases;
    private final int[] byLeaving;
    private final int[] moving;
    private final M typical;

    CovariateModel(CovariateFamily<M> family, M base, CovariateEffects effects, List<Double> typical) {
        this.family = family;
        this.base = base;
        this.effects = effects;
        this.population = base.population()
                .withTypicalCovariates(
                        typical.isEmpty() ? Collections.nCopies(effects.names().size(), 0.0) : typical);
        this.parameters = base.parameters();
        this.byPurchases = signs(base.family().movedByPurchases());
        this.byLeaving = signs(base.family().movedByLeaving());
        this.moving = IntStream.range(0, parameters.length)
                .filter(i -> byPurchases[i] != 0 || byLeaving[i] != 0)
                .toArray();
        this.typical = given(population.typicalCovariates().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private static int[] signs(List<Integer> signs) {
        return signs.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * A model from its parameters; the typical customer's covariates are 0.
     *
     * @param base the model of a customer whose covariates are all 0
     * @param covariates what is read of customers
     * @param purchases by column of the covariates the coefficient for purchases, finite
     * @param leaving by column of the covariates the coefficient for leaving, finite
     * @param <M> the model without
     * @return the model
     * @throws IllegalArgumentException if there are not as many coefficients as columns, one is not finite, there is no covariate,
     *     or the base takes none
     */
    public static <M extends FamilyMember<M>> CovariateModel<M> of(
            M base, Covariates covariates, double[] purchases, double[] leaving) {
        return new CovariateModel<>(
                new CovariateFamily<>(base.family(), covariates, CovariateTerms.free()),
                base,
                CovariateEffects.of(covariates.names(), purchases, leaving),
                List.of());
    }

    /**
     * A family with covariates, whose coefficients are as the data have them.
     *
     * @param base the family without: of the library's, BG/NBD, Pareto/NBD and GGom/NBD
     * @param covariates what is read of customers
     * @param <M> the model without
     * @return the family, which is fitted to purchases that were read with the covariates; parameters are those without, of a
     *     customer whose covariates are all 0, and coefficients {@code purchases.NAME} and {@code leaving.NAME}
     * @throws IllegalArgumentException if there is no covariate, or the base takes none
     */
    public static <M extends FamilyMember<M>> PurchaseFamily<CovariateModel<M>> family(
            PurchaseFamily<M> base, Covariates covariates) {
        return family(base, covariates, CovariateTerms.free());
    }

    /**
     * A family with covariates.
     *
     * @param base the family without: of the library's, BG/NBD, Pareto/NBD and GGom/NBD
     * @param covariates what is read of customers
     * @param terms how coefficients are held
     * @param <M> the model without
     * @return as {@link #family(PurchaseFamily, Covariates)}; a coefficient that is the same for both is {@code both.NAME}
     * @throws IllegalArgumentException if there is no covariate, the base takes none, or the terms name an unknown one
     */
    public static <M extends FamilyMember<M>> PurchaseFamily<CovariateModel<M>> family(
            PurchaseFamily<M> base, Covariates covariates, CovariateTerms terms) {
        return new CovariateFamily<>(base, covariates, terms);
    }

    /**
     * The model without covariates that describes customers with some.
     *
     * @param values of the covariates, finite, in the order of {@link #names()}
     * @return these customers' own model
     * @throws IllegalArgumentException if there are not as many values as covariates, or one is not finite, or they move a
     *     parameter out of its range
     */
    @Override
    public M given(double... values) {
        double bought = effects.onPurchases(values);
        double left = effects.onLeaving(values);
        double[] moved = parameters.clone();
        for (int i : moving) {
            moved[i] *= Math.exp(byPurchases[i] * bought + byLeaving[i] * left);
        }
        try {
            return base.family().make(moved, base.population());
        } catch (IllegalArgumentException outOfRange) {
            throw new IllegalArgumentException(
                    "covariates " + Arrays.toString(values) + " of " + names() + " move the model out of its range: "
                            + outOfRange.getMessage(),
                    outOfRange);
        }
    }

    /**
     * The model of a customer whose covariates are all 0.
     *
     * @return the model without covariates
     */
    public M base() {
        return base;
    }

    @Override
    public Covariates covariates() {
        return family.covariates();
    }

    /**
     * The columns of the covariates.
     *
     * @return their names
     */
    public List<String> names() {
        return effects.names();
    }

    /**
     * The effect of a covariate on the rate of purchases: one more unit multiplies it by e^coefficient.
     *
     * @param name of the column
     * @return the coefficient
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onPurchases(String name) {
        return effects.onPurchases(name);
    }

    /**
     * How a covariate moves leaving.
     *
     * @param name of the column
     * @return the coefficient
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onLeaving(String name) {
        return effects.onLeaving(name);
    }

    @Override
    public PurchaseFamily<CovariateModel<M>> family() {
        return family;
    }

    /** Those of the model without covariates, then the coefficients. */
    @Override
    public double[] parameters() {
        return family.coordinates().all(parameters, effects);
    }

    @Override
    public Population population() {
        return population;
    }

    /** That of typical covariates. */
    @Override
    CustomerBaseModel usualCase() {
        return typical;
    }

    /** The model without covariates, and those with some of them. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        StatisticalModel bare = simpler instanceof CovariateModel<?> other ? other.base : simpler;
        return bare instanceof CustomerBaseModel known && known.name().equals(base.name());
    }

    @Override
    public ModelText modelText() {
        List<Fact> facts = covariates().facts();
        ModelText text = ModelText.of(NAME, VERSION)
                .withPart("base", base.modelText())
                .with("facts", Integer.toString(facts.size()));
        for (int i = 0; i < facts.size(); i++) {
            text = text.with("fact." + i, facts.get(i).toText());
        }
        text = family.terms().write(effects.write(text), names());
        for (int i = 0; i < names().size(); i++) {
            text = text.with(
                    "covariate." + i + ".typical",
                    population.typicalCovariates().get(i));
        }
        return text;
    }

    static <M extends FamilyMember<M>> CovariateModel<M> read(PurchaseFamily<M> base, ModelText text, Registry own) {
        M without = base.read(text.part("base", base.kind(), base.version()), own);
        CovariateEffects effects = CovariateEffects.read(text);
        List<String> names = effects.names();
        // Before version 2 only names were known: what customers have to be told by.
        boolean isTold = text.version() > 1;
        Covariates covariates = isTold
                ? facts(text, own)
                : Covariates.of(names.stream().map(Fact::attribute).toList());
        if (!names.equals(covariates.names())) {
            throw new IllegalArgumentException(
                    "coefficients must be those of the facts' columns, " + covariates + ", were of " + names);
        }
        CovariateTerms terms = isTold ? CovariateTerms.read(text, names) : CovariateTerms.free();
        return new CovariateModel<>(
                new CovariateFamily<>(without.family(), covariates, terms),
                without,
                effects,
                isTold ? typical(text, names.size()) : List.of());
    }

    private static Covariates facts(ModelText text, Registry own) {
        return Covariates.of(IntStream.range(0, text.count("facts"))
                .mapToObj(i -> Fact.read(text.word("fact." + i), own))
                .toList());
    }

    private static List<Double> typical(ModelText text, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> text.number("covariate." + i + ".typical"))
                .toList();
    }

    private record Reader() implements Family<CovariateModel<?>> {
        @Override
        public String kind() {
            return NAME;
        }

        @Override
        public int version() {
            return VERSION;
        }

        @Override
        public CovariateModel<?> read(ModelText text, Registry own) {
            ModelText part = text.part("base");
            return CovariateModel.read(base(part.kind(), part.version(), own), text, own);
        }

        private static PurchaseFamily<?> base(String kind, int version, Registry own) {
            for (PurchaseFamily<?> known : BASES) {
                if (known.kind().equals(kind)) {
                    return known;
                }
            }
            PurchaseFamily<?> users = own.get(PurchaseFamily.class, kind, version);
            return users;
        }
    }

    /** The base's parameters and the coefficients. */
    @Override
    public String toString() {
        return base.toString() + effects;
    }
}
