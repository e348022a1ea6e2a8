package io.engagement.survival;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
 * <p>The model holds which {@link Covariates} it reads, and scorers read them for each customer by id. {@link #given} is a
 * customer's own model, with all that it predicts; what this one says without is of a typical customer. Fitted by {@link
 * ShiftedBetaGeometric#fit(TenureGroups)} and {@link BetaDiscreteWeibull#fit(TenureGroups)}. Immutable, thread-safe.
 *
 * @param <M> the model without covariates
 */
public final class ContractCovariateModel<M extends ContractModel> implements ContractModel {
    static final String NAME = "contract-covariates";
    /** Since 2 with the facts that covariates are. */
    private static final int VERSION = 2;

    /** How such models are read, whichever they are without covariates. */
    public static final Family<ContractCovariateModel<?>> FAMILY =
            Family.of(NAME, VERSION, ContractCovariateModel::ofText);

    /** The model with shapes times factors. */
    @FunctionalInterface
    interface Mover<M> {
        M move(M base, double leaving, double staying);
    }

    private final M base;
    private final Mover<M> mover;
    private final Covariates covariates;
    private final double[] leaving;
    private final double[] staying;
    private final double[] typical;
    private final M ofTypical;

    ContractCovariateModel(
            M base, Mover<M> mover, Covariates covariates, double[] leaving, double[] staying, double[] typical) {
        this.base = base;
        this.mover = mover;
        this.covariates = covariates;
        this.leaving = leaving;
        this.staying = staying;
        this.typical = typical;
        this.ofTypical = given(typical);
    }

    /**
     * The model without covariates that describes customers with some.
     *
     * @param values of the covariates, finite, in the order of {@link #names()}
     * @return these customers' own model
     * @throws IllegalArgumentException if there are not as many values as covariates, or one is not finite, or they move a shape
     *     out of its range
     */
    @Override
    public M given(double... values) {
        List<String> names = names();
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
     * The columns of the covariates.
     *
     * @return their names
     */
    public List<String> names() {
        return covariates.names();
    }

    @Override
    public Covariates covariates() {
        return covariates;
    }

    @Override
    public String name() {
        return base.name() + " with covariates";
    }

    @Override
    public Optional<ContractTerms> terms() {
        return base.terms();
    }

    @Override
    public ContractCovariateModel<M> withTerms(ContractTerms terms) {
        return over(base.withTerms(terms));
    }

    @Override
    public int typicalRenewals() {
        return base.typicalRenewals();
    }

    @Override
    public ContractCovariateModel<M> withTypical(int renewals) {
        return over(base.withTypical(renewals));
    }

    /** A changed copy of the base is of its type. */
    @SuppressWarnings("unchecked")
    private ContractCovariateModel<M> over(ContractModel changed) {
        return new ContractCovariateModel<>((M) changed, mover, covariates, leaving, staying, typical);
    }

    @Override
    public double logSurvival(int periods) {
        return ofTypical.logSurvival(periods);
    }

    @Override
    public double logSurvival(int renewals, int more) {
        return ofTypical.logSurvival(renewals, more);
    }

    @Override
    public double discountedRenewals(int renewals, int next, double rate) {
        return ofTypical.discountedRenewals(renewals, next, rate);
    }

    @Override
    public Tenures simulate(int customers, int periods, long seed) {
        return ofTypical.simulate(customers, periods, seed);
    }

    /**
     * By how much one more unit of a covariate raises the logarithm of the shape on the side of leaving.
     *
     * @param name of the covariate
     * @return the coefficient
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onLeaving(String name) {
        return leaving[covariates.index(name)];
    }

    /**
     * By how much one more unit of a covariate raises the logarithm of the shape on the side of staying.
     *
     * @param name of the covariate
     * @return the coefficient
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onStaying(String name) {
        return staying[covariates.index(name)];
    }

    /** Of numbers the medians, of categories the level that most customers had, when the model was fitted. */
    @Override
    public double[] typicalCovariates() {
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
        List<Fact> facts = covariates.facts();
        ModelText text = ModelText.of(NAME, VERSION)
                .withPart("base", base.modelText())
                .with("facts", Integer.toString(facts.size()))
                .with("covariates", Integer.toString(covariates.size()));
        for (int i = 0; i < facts.size(); i++) {
            text = text.with("fact." + i, facts.get(i).toText());
        }
        for (int i = 0; i < covariates.size(); i++) {
            text = text.with("covariate." + i + ".name", names().get(i))
                    .with("covariate." + i + ".leaving", leaving[i])
                    .with("covariate." + i + ".staying", staying[i])
                    .with("covariate." + i + ".typical", typical[i]);
        }
        return text;
    }

    private static ContractCovariateModel<?> ofText(ModelText text, Registry registry) {
        String kind = text.word("base").split(" ", 2)[0];
        return switch (kind) {
            case ShiftedBetaGeometric.NAME ->
                ofText(text, registry, ShiftedBetaGeometric.ofPart(text, registry), ShiftedBetaGeometric::moved);
            case BetaDiscreteWeibull.NAME ->
                ofText(text, registry, BetaDiscreteWeibull.ofPart(text, registry), BetaDiscreteWeibull::moved);
            default ->
                throw new IllegalArgumentException("base must be " + BetaDiscreteWeibull.NAME + " or "
                        + ShiftedBetaGeometric.NAME + ", was " + kind);
        };
    }

    private static <M extends ContractModel> ContractCovariateModel<M> ofText(
            ModelText text, Registry registry, M base, Mover<M> mover) {
        int size = text.count("covariates");
        List<String> names = IntStream.range(0, size)
                .mapToObj(i -> text.word("covariate." + i + ".name"))
                .toList();
        // Before version 2 only names were known: what customers have to be told by.
        Covariates covariates = Covariates.of(
                text.version() > 1
                        ? IntStream.range(0, text.count("facts"))
                                .mapToObj(i -> Fact.read(text.word("fact." + i), registry))
                                .toList()
                        : names.stream().map(Fact::attribute).toList());
        if (!names.equals(covariates.names())) {
            throw new IllegalArgumentException(
                    "coefficients must be those of the facts' columns, " + covariates + ", were of " + names);
        }
        return new ContractCovariateModel<>(
                base,
                mover,
                covariates,
                numbers(text, size, "leaving"),
                numbers(text, size, "staying"),
                numbers(text, size, "typical"));
    }

    private static double[] numbers(ModelText text, int size, String what) {
        return IntStream.range(0, size)
                .mapToDouble(i -> text.number("covariate." + i + "." + what))
                .toArray();
    }

    /** The base's parameters and the coefficients. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(base.toString());
        for (int i = 0; i < covariates.size(); i++) {
            text.append(", ").append(names().get(i)).append(": leaving ").append(leaving[i]);
            text.append(", staying ").append(staying[i]);
        }
        return text.toString();
    }
}
