package io.engagement.customerbase.covariate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import java.util.Arrays;
import java.util.List;

/**
 * A model of a customer base in which what is known of customers moves how often they buy and how soon they leave. Fader and
 * Hardie (2007), "Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD Models". For a customer with covariates z,
 *
 * <pre>  alpha exp(-purchases'z),   and   beta exp(-leaving'z)        for Pareto/NBD and GGom/NBD,
 *                                   a exp(leaving'z), b exp(leaving'z)   for BG/NBD</pre>
 *
 * <p>so that a positive coefficient means that they buy more often, or, with the first two, leave sooner; BG/NBD's moves how much
 * customers differ in leaving. {@link #of} gives a customer's own model, with all that it predicts. Immutable.
 *
 * @param <M> the model without covariates
 */
public final class CovariateModel<M extends FamilyMember<M>> implements StatisticalModel {
    private static final String NAME = "covariates";

    private final M base;
    private final List<String> names;
    private final double[] purchases;
    private final double[] leaving;

    CovariateModel(M base, List<String> names, double[] purchases, double[] leaving) {
        this.base = base;
        this.names = List.copyOf(names);
        this.purchases = purchases;
        this.leaving = leaving;
    }

    /**
     * Estimates a model with covariates.
     *
     * @param family of the model without: of the library's, BG/NBD, Pareto/NBD and GGom/NBD
     * @param data the customer base
     * @param covariates one row for each of the base
     * @param terms how coefficients are held
     * @param <M> the model without
     * @return the model; the family's parameters and coefficients {@code purchases.NAME}, {@code leaving.NAME} or {@code both.NAME}
     * @throws io.engagement.fit.FitException if there is no customer, all ages are 0, or covariates are constant or collinear
     * @throws IllegalArgumentException if there is not a row of covariates for each of the base, or the family takes none
     */
    public static <M extends FamilyMember<M>> Fitted<CovariateModel<M>> fit(
            PurchaseFamily<M> family, Purchases data, Covariates covariates, CovariateTerms terms) {
        checked(family);
        return CovariateFit.of(family, data, covariates, terms);
    }

    /**
     * How models with covariates are read.
     *
     * @param family of the model without
     * @param <M> the model without
     * @return the family of the model with covariates
     * @throws IllegalArgumentException if the family takes no covariates
     */
    public static <M extends FamilyMember<M>> Family<CovariateModel<M>> family(PurchaseFamily<M> family) {
        return new Reader<>(checked(family));
    }

    private static <M extends FamilyMember<M>> PurchaseFamily<M> checked(PurchaseFamily<M> family) {
        if (family.movedByPurchases().isEmpty() || family.movedByLeaving().isEmpty()) {
            throw new IllegalArgumentException(family.name() + " takes no covariates: its family does not say which"
                    + " parameters they move, see movedByPurchases and movedByLeaving");
        }
        return family;
    }

    /**
     * A customer's own model.
     *
     * @param values of the covariates, in the order of {@link #names()}
     * @return the model without covariates that describes such customers
     * @throws IllegalArgumentException if there are not as many values as covariates, or one is not finite, or they move a
     *     parameter out of its range
     */
    public M of(double... values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(
                    "there must be a value for each of " + names + ", there were " + values.length);
        }
        double bought = 0;
        double left = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(names.get(i) + " must be finite, was " + values[i]);
            }
            bought += purchases[i] * values[i];
            left += leaving[i] * values[i];
        }
        try {
            return base.family().make(moved(bought, left), base.population());
        } catch (IllegalArgumentException outOfRange) {
            throw new IllegalArgumentException(
                    "covariates " + Arrays.toString(values) + " of " + names + " move the model out of its range: "
                            + outOfRange.getMessage(),
                    outOfRange);
        }
    }

    private double[] moved(double bought, double left) {
        List<Integer> onPurchases = base.family().movedByPurchases();
        List<Integer> onLeaving = base.family().movedByLeaving();
        double[] moved = base.parameters();
        for (int i = 0; i < moved.length; i++) {
            moved[i] *= Math.exp(onPurchases.get(i) * bought + onLeaving.get(i) * left);
        }
        return moved;
    }

    /**
     * The model of a customer whose covariates are all 0.
     *
     * @return the model without covariates
     */
    public M base() {
        return base;
    }

    /**
     * The covariates.
     *
     * @return their names
     */
    public List<String> names() {
        return names;
    }

    /**
     * How a covariate moves the rate of purchases: e^coefficient times as many for each 1 that it is more.
     *
     * @param name of the covariate
     * @return the coefficient
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onPurchases(String name) {
        return purchases[index(name)];
    }

    /**
     * How a covariate moves leaving.
     *
     * @param name of the covariate
     * @return the coefficient
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onLeaving(String name) {
        return leaving[index(name)];
    }

    private int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("there is no covariate " + name + " among " + names);
        }
        return index;
    }

    private record Reader<M extends FamilyMember<M>>(PurchaseFamily<M> base) implements Family<CovariateModel<M>> {
        @Override
        public String kind() {
            return NAME;
        }

        @Override
        public CovariateModel<M> read(ModelText text, Registry own) {
            M read = base.read(text.part("base", base.kind(), base.version()), own);
            int size = text.count("covariates");
            String[] names = new String[size];
            double[] purchases = new double[size];
            double[] leaving = new double[size];
            for (int i = 0; i < size; i++) {
                names[i] = text.word("covariate." + i + ".name");
                purchases[i] = text.number("covariate." + i + ".purchases");
                leaving[i] = text.number("covariate." + i + ".leaving");
            }
            return new CovariateModel<>(read, List.of(names), purchases, leaving);
        }
    }

    /** The model without covariates, and those with some of them. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        StatisticalModel bare = simpler instanceof CovariateModel<?> other ? other.base : simpler;
        return bare instanceof CustomerBaseModel known && known.name().equals(base.name());
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(NAME, 1)
                .withPart("base", base.modelText())
                .with("covariates", Integer.toString(names.size()));
        for (int i = 0; i < names.size(); i++) {
            text = text.with("covariate." + i + ".name", names.get(i))
                    .with("covariate." + i + ".purchases", purchases[i])
                    .with("covariate." + i + ".leaving", leaving[i]);
        }
        return text;
    }

    /** The base's parameters and the coefficients. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(base.toString());
        for (int i = 0; i < names.size(); i++) {
            text.append(", ")
                    .append(names.get(i))
                    .append(": purchases ")
                    .append(purchases[i])
                    .append(", leaving ")
                    .append(leaving[i]);
        }
        return text.toString();
    }
}
