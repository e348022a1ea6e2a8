package io.engagement.customerbase;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of a customer-base model, such as P(alive), as scorers read it from tables: for each customer by the model of
 * customers like this, at the table's instant. What is constant is computed once, for all tables. Immutable, thread-safe.
 */
public final class PurchaseQuantity {
    private final CustomerBaseModel model;
    private final Function<CustomerBaseModel, PurchaseKernel> ofMany;
    private final PurchaseKernel kernel;
    private final OwnKernels own;
    /** Made once: a live store prepares a scorer for each customer who is asked for. */
    private final List<Measure> inputs;

    /** What a correction of the level multiplies it by. */
    private final ToDoubleFunction<LevelCorrection> factorOf;

    private final Optional<Level> level;

    private record Level(LevelCorrection correction, double factor) {}

    /** The kernel of a model that was that of an instant; two threads may both make it, and make the same. */
    private volatile @Nullable Moment last;

    private record Moment(CustomerBaseModel model, PurchaseKernel kernel) {}

    /** The quantity of one customer, by a model that is asked once only. */
    @FunctionalInterface
    interface OfOne {
        double of(CustomerBaseModel own, double frequency, double recency, double age);
    }

    private PurchaseQuantity(
            CustomerBaseModel model,
            Function<CustomerBaseModel, PurchaseKernel> ofMany,
            OfOne ofOne,
            ToDoubleFunction<LevelCorrection> factorOf) {
        this.model = Objects.requireNonNull(model, "model");
        this.ofMany = ofMany;
        this.kernel = ofMany.apply(model);
        this.own = OwnKernels.of(model, ofMany, ofOne);
        this.inputs = model.inputs();
        this.factorOf = factorOf;
        this.level = Optional.empty();
    }

    private PurchaseQuantity(PurchaseQuantity other, Optional<Level> level) {
        this.model = other.model;
        this.ofMany = other.ofMany;
        this.kernel = other.kernel;
        this.own = other.own;
        this.inputs = other.inputs;
        this.factorOf = other.factorOf;
        this.level = level;
    }

    private static double notOfProbabilities(LevelCorrection correction) {
        throw new IllegalArgumentException(
                "a level is that of expected purchases, no probability is corrected by it: " + correction);
    }

    /**
     * Probability that a customer still buys.
     *
     * @param model who still buys and how often
     * @return the quantity
     */
    public static PurchaseQuantity alive(CustomerBaseModel model) {
        return new PurchaseQuantity(
                model,
                CustomerBaseModel::alive,
                CustomerBaseModel::probabilityAlive,
                PurchaseQuantity::notOfProbabilities);
    }

    /**
     * Expected purchases.
     *
     * @param model who still buys and how often
     * @param t length of time in the model's unit, finite, not negative
     * @return the quantity
     * @throws IllegalArgumentException if t is out of its range
     */
    public static PurchaseQuantity purchasesWithin(CustomerBaseModel model, double t) {
        return new PurchaseQuantity(
                model,
                any -> any.purchasesWithin(t),
                (own, x, recency, age) -> own.expectedPurchases(x, recency, age, t),
                level -> level.factor(model.timeScale(), t, 0));
    }

    /**
     * Probability of no purchase.
     *
     * @param model who still buys and how often
     * @param t length of time in the model's unit, finite, not negative
     * @return the quantity
     * @throws IllegalArgumentException if t is out of its range
     */
    public static PurchaseQuantity noPurchaseWithin(CustomerBaseModel model, double t) {
        return new PurchaseQuantity(
                model,
                any -> any.noPurchaseWithin(t),
                (own, x, recency, age) -> own.probabilityNoPurchase(x, recency, age, t),
                PurchaseQuantity::notOfProbabilities);
    }

    /**
     * Expected purchases, each discounted to now.
     *
     * @param model who still buys and how often
     * @param t length of time in the model's unit, not negative; may be infinite if delta is positive
     * @param delta continuous discount rate per unit of the model's time, finite, not negative
     * @return the quantity
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static PurchaseQuantity discountedPurchasesWithin(CustomerBaseModel model, double t, double delta) {
        return new PurchaseQuantity(
                model,
                any -> any.discountedPurchasesWithin(t, delta),
                (own, x, recency, age) -> own.discountedPurchases(x, recency, age, t, delta),
                level -> level.factor(model.timeScale(), t, delta));
    }

    /**
     * The same with the model's level corrected; a correction that was there before is replaced.
     *
     * @param correction of expected purchases
     * @return the changed copy
     * @throws IllegalArgumentException if this is a probability
     */
    public PurchaseQuantity levelled(LevelCorrection correction) {
        double factor = factorOf.applyAsDouble(correction);
        return new PurchaseQuantity(
                this, correction.misses().isEmpty() ? Optional.empty() : Optional.of(new Level(correction, factor)));
    }

    /**
     * What is read of customers.
     *
     * @return the model's inputs
     */
    public List<Measure> inputs() {
        return inputs;
    }

    /**
     * The quantity of a table's customers.
     *
     * @param table in the model's unit, with the inputs
     * @return by row
     * @throws IllegalArgumentException if the table lacks an input, or is as of an instant that the model does not know
     */
    public PurchaseRows prepare(MeasureTable table) {
        PurchaseRows rows = uncorrected(table);
        return level.isPresent()
                ? new LevelledRows(rows, level.get().correction(), level.get().factor())
                : rows;
    }

    private PurchaseRows uncorrected(MeasureTable table) {
        MeasureColumn frequency = table.column(inputs.get(0));
        MeasureColumn recency = table.column(inputs.get(1));
        MeasureColumn age = table.column(inputs.get(2));
        if (model.covariates().isEmpty()) {
            return new KernelRows(kernel(model.asOf(table.asOf())), frequency, recency, age);
        }
        List<MeasureColumn> covariates =
                model.covariates().measures().stream().map(table::column).toList();
        return new CovariateRows(model, own, frequency, recency, age, covariates);
    }

    private PurchaseKernel kernel(CustomerBaseModel now) {
        if (now == model) {
            return kernel;
        }
        Moment known = last;
        if (known == null || known.model != now) {
            known = new Moment(now, ofMany.apply(now));
            last = known;
        }
        return known.kernel;
    }
}
