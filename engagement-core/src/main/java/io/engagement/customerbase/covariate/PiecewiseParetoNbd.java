package io.engagement.customerbase.covariate;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.ModelText;
import io.engagement.internal.customerbase.PurchasePath;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.Counts;
import java.time.Instant;
import java.util.function.Function;

/**
 * Pareto/NBD of a customer whose rates move with time, as of an instant: what {@link TimeVaryingParetoNbd#asOf(Instant, TimeVaryingCovariates, String)} makes of the
 * covariates of one customer, or of all where these are common. Now is that instant: a known customer of age T made the first purchase
 * T before it, a new one makes it now, and predictions begin then. Immutable, thread-safe.
 *
 * <p>What is asked of times for which the covariates are not known, in the past or in the future, is refused with an {@link
 * IllegalArgumentException} that says until when they are known; an infinite horizon needs covariates {@linkplain
 * TimeVaryingCovariates#withoutEnd without end}.
 */
public final class PiecewiseParetoNbd implements CustomerBaseModel {
    /** How such models are read; they are not fitted, but made by {@link TimeVaryingParetoNbd}. */
    public static final Family<PiecewiseParetoNbd> FAMILY = new PiecewiseFamily();

    private final ParetoNbd base;
    private final Instant asOf;
    private final RateSteps steps;
    private final PiecewiseKernel kernel;
    /** For explanations. */
    private final PiecewiseKernel ever;

    private PiecewiseParetoNbd(ParetoNbd base, Instant asOf, RateSteps steps) {
        this.base = base;
        this.asOf = asOf;
        this.steps = steps;
        this.kernel = new PiecewiseKernel(base, steps);
        this.ever = new PiecewiseKernel(base, steps.fromEver());
    }

    static PiecewiseParetoNbd of(ParetoNbd base, Instant asOf, RateSteps steps) {
        return new PiecewiseParetoNbd(base, asOf, steps);
    }

    private record PiecewiseFamily() implements Family<PiecewiseParetoNbd> {
        @Override
        public String kind() {
            return "contextual-pareto-nbd";
        }

        @Override
        public PiecewiseParetoNbd read(ModelText text, Registry own) {
            ModelText base = text.part("base", ParetoNbd.FAMILY.kind(), ParetoNbd.FAMILY.version());
            return of(ParetoNbd.FAMILY.read(base, own), text.instant("as_of"), RateSteps.read(text));
        }
    }

    @Override
    public ModelText modelText() {
        return steps.write(ModelText.of(name(), FAMILY.version())
                .withPart("base", base.modelText())
                .with("as_of", asOf.toString()));
    }

    /**
     * The same model with times in another unit: all predictions stay as they are.
     *
     * @param other unit
     * @return the changed copy
     */
    public PiecewiseParetoNbd convertedTo(TimeScale other) {
        return of(base.convertedTo(other), asOf, steps.scaled(timeScale().millis() / other.millis()));
    }

    @Override
    public String name() {
        return FAMILY.kind();
    }

    /**
     * Now.
     *
     * @return the instant at which predictions begin
     */
    public Instant asOf() {
        return asOf;
    }

    /**
     * The model of a customer whose covariates are all 0.
     *
     * @return the model without covariates
     */
    public ParetoNbd base() {
        return base;
    }

    /**
     * This one, for what is scored as of its own instant only.
     *
     * @param now the as-of instant of what is scored
     * @return this model
     * @throws IllegalArgumentException if it is another instant than {@link #asOf()}
     */
    @Override
    public PiecewiseParetoNbd asOf(Instant now) {
        if (!now.equals(asOf)) {
            throw new IllegalArgumentException(
                    "the model " + name() + " is as of " + asOf + ", what is to be scored as of " + now
                            + ": score by a SeasonalParetoNbd, which is of any instant, or make a model as of that one");
        }
        return this;
    }

    /** The base. */
    @Override
    public ParetoNbd usual() {
        return base;
    }

    RateSteps steps() {
        return steps;
    }

    /** The base's. */
    @Override
    public Population population() {
        return base.population();
    }

    @Override
    public PurchaseKernel alive() {
        return quantity(by -> by::probabilityAlive);
    }

    private PurchaseKernel quantity(Function<PiecewiseKernel, PurchaseKernel> of) {
        return new CalendarKernel(PurchaseKernel.computed(of.apply(kernel)), PurchaseKernel.computed(of.apply(ever)));
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        Checks.time("t", t);
        return discountedPurchasesWithin(t, 0);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        Checks.time("t", t);
        return quantity(by -> (x, recency, age) -> by.probabilityNoPurchase(x, recency, age, t));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        Checks.discounting(t, delta);
        return quantity(
                by -> (x, recency, age) -> by.probabilityAlive(x, recency, age) * by.expectedIfAlive(x, age, t, delta));
    }

    /**
     * The log-likelihood of one customer of whom it is not known when the purchases between the first and the last one were: the
     * density of x and t_x, over t_x^(x-1)/(x-1)! for the others, which any order of theirs has without covariates. {@link
     * TimeVaryingParetoNbd#logLikelihood} is that of all purchase times.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @return ln L, finite; that of {@link ParetoNbd} where rates do not move
     * @throws IllegalArgumentException if x, t_x or T is out of its range, or covariates are not known from T before now on
     */
    @Override
    public double logLikelihood(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        return kernel.logLikelihood(x, recency, age, kernel.meanAtPurchases(x, recency, age));
    }

    /** The log-likelihood of a row, with the density of all its purchase times. */
    double logLikelihood(PurchaseTimes data, int row) {
        double atPurchases = 0;
        for (int number = 1; number <= data.frequency(row); number++) {
            double time = timeScale().ofMillis((double) (data.epochMilli(row, number) - data.end()));
            atPurchases += Math.log(steps.purchasesAt(time));
        }
        return kernel.logLikelihood(data.frequency(row), data.recency(row), data.age(row), atPurchases);
    }

    @Override
    public double expectedPurchases(double t) {
        return kernel.expectedIfAlive(0, 0, Checks.time("t", t), 0);
    }

    @Override
    public CountDistribution purchaseDistribution(double t) {
        return CountDistribution.of(kernel.countsIfAlive(0, 0, Checks.time("t", t)), expectedPurchases(t));
    }

    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        double alive = probabilityAlive(x, recency, age);
        double[] counts = kernel.countsIfAlive(x, age, Checks.time("t", t));
        return CountDistribution.of(Counts.ifAlive(counts, alive), expectedPurchases(x, recency, age, t));
    }

    /**
     * Draws customers from the model, who made their first purchases before now.
     *
     * @param ages how long before now, of each customer, finite, not negative
     * @param seed the same seed gives the same bits, whatever the number of threads
     * @return one customer for each age, purchases in continuous time, as of now
     * @throws IllegalArgumentException if an age is out of its range, or covariates are not known from so long before now on
     */
    @Override
    public Purchases simulate(double[] ages, long seed) {
        return PurchasePath.simulate(timeScale(), ages, seed, random -> {
                    PiecewisePath path = new PiecewisePath(base, random);
                    return (age, purchases) -> path.draw(steps, age, purchases);
                })
                .withAsOf(asOf);
    }

    /** The base, the instant, and how many steps rates have. */
    @Override
    public String toString() {
        return name() + "[" + base + ", as of " + asOf + ", " + steps.size() + " steps]";
    }
}
