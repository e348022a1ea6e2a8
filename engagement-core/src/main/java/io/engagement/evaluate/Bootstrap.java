package io.engagement.evaluate;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.FitException;
import io.engagement.fit.Interval;
import io.engagement.internal.index.Ongoing;
import io.engagement.internal.math.Quantiles;
import io.engagement.internal.math.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Models fitted to resamples of a base, drawn customer by customer with replacement: how far a parameter, a forecast or
 * any other number from a model would vary with another sample of customers. Efron (1979), "Bootstrap Methods: Another
 * Look at the Jackknife", The Annals of Statistics 7(1), 1-26. Immutable.
 *
 * <pre>{@code
 * Bootstrap<ParetoNbd> bootstrap =
 *         Bootstrap.of(purchases, 1_000, 42, rows -> ParetoNbd.fit(rows).model(), done -> {});
 * Interval s = bootstrap.interval(ParetoNbd::s, 0.95);
 * Interval forecast = bootstrap.interval(model -> model.expectedPurchases(2, 30.4, 38.9, 39), 0.95);
 * }</pre>
 *
 * @param <M> what is computed from a base, mostly a model
 */
public final class Bootstrap<M> {
    /** Keeps these draws independent of other draws from the same seed. */
    private static final int USE = 33;

    private final List<M> models;
    private final int failures;

    private Bootstrap(List<M> models, int failures) {
        this.models = models;
        this.failures = failures;
    }

    /**
     * Draws bases and fits a model to each, on all cores.
     *
     * @param purchases the base
     * @param resamples how many bases are drawn, from 2
     * @param seed the same seed gives the same bits, whatever the number of threads
     * @param fit makes a model of a base
     * @param progress is told how many are done, from any thread
     * @param <M> the model
     * @return the models
     * @throws IllegalArgumentException if there are fewer than two resamples or no customer
     * @throws FitException if no model could be fitted: the first failure
     */
    public static <M> Bootstrap<M> of(
            Purchases purchases, int resamples, long seed, Function<Purchases, M> fit, IntConsumer progress) {
        if (resamples < 2 || purchases.size() == 0) {
            throw new IllegalArgumentException("there must be two resamples and a customer at least, were " + resamples
                    + " and " + purchases.size());
        }
        // Rows with their times are hardly ever equal, and lose them where they are put together.
        Purchases distinct = purchases.times().isPresent() ? purchases : purchases.distinct();
        double[] upTo = new double[distinct.size()];
        double sum = 0;
        for (int row = 0; row < upTo.length; row++) {
            sum += distinct.weight(row);
            upTo[row] = sum;
        }
        AtomicInteger done = new AtomicInteger();
        Ongoing work = Ongoing.here();
        List<Object> results = IntStream.range(0, resamples)
                .parallel()
                .mapToObj(i -> work.part(() -> {
                    Object result = fitted(drawn(distinct, upTo, RandomStreams.of(seed, i, USE)), fit);
                    progress.accept(done.incrementAndGet());
                    return result;
                }))
                .toList();
        return gathered(results);
    }

    @SuppressWarnings("unchecked")
    private static <M> Bootstrap<M> gathered(List<Object> results) {
        List<M> models = results.stream()
                .filter(result -> !(result instanceof FitException))
                .map(result -> (M) result)
                .toList();
        if (models.isEmpty()) {
            throw (FitException) results.get(0);
        }
        return new Bootstrap<>(models, results.size() - models.size());
    }

    private static Object fitted(Purchases drawn, Function<Purchases, ?> fit) {
        try {
            return Objects.requireNonNull(fit.apply(drawn), "a fit gave null");
        } catch (FitException failure) {
            return failure;
        }
    }

    /** As many customers as the base has, as weights of its distinct rows. */
    private static Purchases drawn(Purchases distinct, double[] upTo, UniformRandomProvider random) {
        double all = upTo[upTo.length - 1];
        double[] counts = new double[upTo.length];
        for (long left = Math.max(1, Math.round(all)); left > 0; left--) {
            int place = Arrays.binarySearch(upTo, random.nextDouble() * all);
            // Beyond a row's bound is the next one's.
            counts[Math.min(place >= 0 ? place + 1 : -place - 1, counts.length - 1)]++;
        }
        return distinct.resampled(counts);
    }

    /**
     * The models.
     *
     * @return the models that could be fitted, in the order of the resamples
     */
    public List<M> models() {
        return models;
    }

    /**
     * The number of resamples left out as no model could be fitted.
     *
     * @return not negative
     */
    public int failures() {
        return failures;
    }

    /**
     * The standard error of a number.
     *
     * @param number computes it from a model
     * @return the standard deviation over the models
     */
    public double standardError(ToDoubleFunction<? super M> number) {
        double[] values = models.stream().mapToDouble(number).toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    /**
     * The percentile interval of a number.
     *
     * @param number computes it from a model
     * @param level between 0 and 1, e.g. 0.95
     * @return from the (1 - level)/2 to the (1 + level)/2 quantile over the models
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Interval interval(ToDoubleFunction<? super M> number, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be between 0 and 1, was " + level);
        }
        double[] values = models.stream().mapToDouble(number).sorted().toArray();
        return new Interval(Quantiles.of(values, (1 - level) / 2), Quantiles.of(values, (1 + level) / 2));
    }
}
