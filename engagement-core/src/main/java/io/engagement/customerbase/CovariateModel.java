package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

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
public final class CovariateModel<M extends CustomerBaseModel> implements StatisticalModel {
    private static final String NAME = "covariates";
    private static final int VERSION = 1;

    private final CovariateFamily<M> family;
    private final M base;
    private final List<String> names;
    private final double[] purchases;
    private final double[] leaving;

    CovariateModel(CovariateFamily<M> family, M base, List<String> names, double[] purchases, double[] leaving) {
        this.family = family;
        this.base = base;
        this.names = List.copyOf(names);
        this.purchases = purchases;
        this.leaving = leaving;
    }

    /**
     * Estimates BG/NBD with covariates.
     *
     * @param data the customer base
     * @param covariates one row for each of the base
     * @param terms how coefficients are held
     * @return the model; parameters r, alpha, a, b and coefficients {@code purchases.NAME}, {@code leaving.NAME} or {@code
     *     both.NAME}
     * @throws io.engagement.fit.FitException if there is no customer, all ages are 0, or covariates are constant or collinear
     * @throws IllegalArgumentException if there is not a row of covariates for each of the base
     */
    public static Fitted<CovariateModel<BetaGeometricNbd>> fitBgNbd(
            Purchases data, Covariates covariates, CovariateTerms terms) {
        return CovariateFit.of(CovariateFamily.BG_NBD, data, covariates, terms);
    }

    /**
     * Estimates Pareto/NBD with covariates.
     *
     * @param data the customer base
     * @param covariates one row for each of the base
     * @param terms how coefficients are held
     * @return the model; parameters r, alpha, s, beta and coefficients as in {@link #fitBgNbd}
     * @throws io.engagement.fit.FitException if there is no customer, all ages are 0, or covariates are constant or collinear
     * @throws IllegalArgumentException if there is not a row of covariates for each of the base
     */
    public static Fitted<CovariateModel<ParetoNbd>> fitParetoNbd(
            Purchases data, Covariates covariates, CovariateTerms terms) {
        return CovariateFit.of(CovariateFamily.PARETO_NBD, data, covariates, terms);
    }

    /**
     * Estimates GGom/NBD with covariates.
     *
     * @param data the customer base
     * @param covariates one row for each of the base
     * @param terms how coefficients are held
     * @return the model; parameters r, alpha, s, beta, b and coefficients as in {@link #fitBgNbd}
     * @throws io.engagement.fit.FitException if there is no customer, all ages are 0, or covariates are constant or collinear
     * @throws IllegalArgumentException if there is not a row of covariates for each of the base
     */
    public static Fitted<CovariateModel<GammaGompertzNbd>> fitGgomNbd(
            Purchases data, Covariates covariates, CovariateTerms terms) {
        return CovariateFit.of(CovariateFamily.GGOM_NBD, data, covariates, terms);
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
            return family.shifted(base, bought, left);
        } catch (IllegalArgumentException outOfRange) {
            throw new IllegalArgumentException(
                    "covariates " + Arrays.toString(values) + " of " + names + " move the model out of its range: "
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

    /**
     * Reads the text form of BG/NBD with covariates.
     *
     * @param text what {@link #toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static CovariateModel<BetaGeometricNbd> readBgNbd(String text) {
        return read(text, CovariateFamily.BG_NBD, BetaGeometricNbd::read);
    }

    /**
     * Reads the text form of Pareto/NBD with covariates.
     *
     * @param text what {@link #toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static CovariateModel<ParetoNbd> readParetoNbd(String text) {
        return read(text, CovariateFamily.PARETO_NBD, ParetoNbd::read);
    }

    /**
     * Reads the text form of GGom/NBD with covariates.
     *
     * @param text what {@link #toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static CovariateModel<GammaGompertzNbd> readGgomNbd(String text) {
        return read(text, CovariateFamily.GGOM_NBD, GammaGompertzNbd::read);
    }

    private static <M extends CustomerBaseModel> CovariateModel<M> read(
            String content, CovariateFamily<M> family, Function<String, M> reader) {
        ModelText text = ModelText.read(content, NAME, VERSION);
        M base = reader.apply(text.part("base", family.name(), 1).toString());
        int size = text.count("covariates");
        String[] names = new String[size];
        double[] purchases = new double[size];
        double[] leaving = new double[size];
        for (int i = 0; i < size; i++) {
            names[i] = text.word("covariate." + i + ".name");
            purchases[i] = text.number("covariate." + i + ".purchases");
            leaving[i] = text.number("covariate." + i + ".leaving");
        }
        return new CovariateModel<>(family, base, List.of(names), purchases, leaving);
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(NAME, VERSION)
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
