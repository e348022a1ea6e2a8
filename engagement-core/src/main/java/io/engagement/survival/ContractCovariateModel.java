package io.engagement.survival;

import io.engagement.domain.Registry;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.text.Names;
import java.util.Arrays;
import java.util.List;

/**
 * A model of contracts in which covariates move the shapes of the beta distribution of leaving. For a customer with
 * covariates z,
 *
 * <pre> alpha exp(leaving'z), beta exp(staying'z) for sBG, gamma exp(leaving'z), delta exp(staying'z) for BdW, with one
 * c for all.</pre>
 *
 * <p>The larger the first shape relative to the second, the likelier customers leave; the smaller both, the more
 * customers differ. A regression of both logarithms, as Fader and Hardie (2007), "Incorporating Time-Invariant
 * Covariates into the Pareto/NBD and BG/NBD Models", do it for a and b of BG/NBD; pymc-marketing's ShiftedBetaGeoModel
 * has the same with the signs turned. A cohort with shapes of its own is a covariate of 0 and 1: see {@link
 * TenureGroups#ofCohorts}.
 *
 * <p>{@link #of} gives a customer's own model, with all that it predicts. Fitted by {@link
 * ShiftedBetaGeometric#fit(TenureGroups)} and {@link BetaDiscreteWeibull#fit(TenureGroups)}. Immutable, thread-safe.
 *
 * @param <M> the model without covariates
 */
public final class ContractCovariateModel<M extends ContractModel> implements StatisticalModel {
    static final String NAME = "contract-covariates";
    private static final int VERSION = 1;

    /** The model with shapes times factors. */
    @FunctionalInterface
    interface Mover<M> {
        M move(M base, double leaving, double staying);
    }

    private final M base;
    private final Mover<M> mover;
    private final List<String> names;
    private final double[] leaving;
    private final double[] staying;
    private final double[] typical;

    ContractCovariateModel(
            M base, Mover<M> mover, List<String> names, double[] leaving, double[] staying, double[] typical) {
        this.base = base;
        this.mover = mover;
        this.names = List.copyOf(names);
        this.leaving = leaving;
        this.staying = staying;
        this.typical = typical;
    }

    /**
     * A customer's own model.
     *
     * @param values of the covariates, in the order of {@link #names()}
     * @return the model without covariates that describes such customers
     * @throws IllegalArgumentException if there are not as many values as covariates, or one is not finite, or they move a shape
     *     out of its range
     */
    public M of(double... values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(
                    "there must be a value for each of " + names + ", there were " + values.length);
        }
        double left = 0;
        double stayed = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(names.get(i) + " must be finite, was " + values[i]);
            }
            left += leaving[i] * values[i];
            stayed += staying[i] * values[i];
        }
        try {
            return mover.move(base, Math.exp(left), Math.exp(stayed));
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
     * By how much one more unit of a covariate raises the logarithm of the shape on the side of leaving.
     *
     * @param name of the covariate
     * @return the coefficient
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onLeaving(String name) {
        return leaving[index(name)];
    }

    /**
     * By how much one more unit of a covariate raises the logarithm of the shape on the side of staying.
     *
     * @param name of the covariate
     * @return the coefficient
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onStaying(String name) {
        return staying[index(name)];
    }

    private int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw Names.unknown("covariate", name, names);
        }
        return index;
    }

    /**
     * The covariates of a typical customer, from whom explanations start: the medians when the model was fitted.
     *
     * @return a copy, in the order of the names
     */
    public double[] typical() {
        return typical.clone();
    }

    /** The model without covariates, and those of the same kind with some of them. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        StatisticalModel bare = simpler instanceof ContractCovariateModel<?> other ? other.base : simpler;
        return bare.getClass() == base.getClass();
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(NAME, VERSION)
                .withPart("base", base.modelText())
                .with("covariates", Integer.toString(names.size()));
        for (int i = 0; i < names.size(); i++) {
            text = text.with("covariate." + i + ".name", names.get(i))
                    .with("covariate." + i + ".leaving", leaving[i])
                    .with("covariate." + i + ".staying", staying[i])
                    .with("covariate." + i + ".typical", typical[i]);
        }
        return text;
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in its terms is the user's own
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static ContractCovariateModel<?> read(String text, Registry registry) {
        return ofText(ModelText.read(text, NAME, VERSION), registry);
    }

    /**
     * Reads the text form of a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @param registry what in its terms is the user's own
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static Fitted<? extends ContractCovariateModel<?>> readFitted(String text, Registry registry) {
        return Fitted.read(text, NAME, VERSION, model -> ofText(model, registry));
    }

    private static ContractCovariateModel<?> ofText(ModelText text, Registry registry) {
        String kind = text.word("base").split(" ", 2)[0];
        return switch (kind) {
            case ShiftedBetaGeometric.NAME ->
                ofText(text, ShiftedBetaGeometric.ofPart(text, registry), ShiftedBetaGeometric::moved);
            case BetaDiscreteWeibull.NAME ->
                ofText(text, BetaDiscreteWeibull.ofPart(text, registry), BetaDiscreteWeibull::moved);
            default ->
                throw new IllegalArgumentException("base must be " + BetaDiscreteWeibull.NAME + " or "
                        + ShiftedBetaGeometric.NAME + ", was " + kind);
        };
    }

    private static <M extends ContractModel> ContractCovariateModel<M> ofText(ModelText text, M base, Mover<M> mover) {
        int size = text.count("covariates");
        String[] names = new String[size];
        double[] leaving = new double[size];
        double[] staying = new double[size];
        double[] typical = new double[size];
        for (int i = 0; i < size; i++) {
            names[i] = text.word("covariate." + i + ".name");
            leaving[i] = text.number("covariate." + i + ".leaving");
            staying[i] = text.number("covariate." + i + ".staying");
            typical[i] = text.number("covariate." + i + ".typical");
        }
        return new ContractCovariateModel<>(base, mover, List.of(names), leaving, staying, typical);
    }

    /** The base's parameters and the coefficients. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(base.toString());
        for (int i = 0; i < names.size(); i++) {
            text.append(", ").append(names.get(i)).append(": leaving ").append(leaving[i]);
            text.append(", staying ").append(staying[i]);
        }
        return text.toString();
    }
}
