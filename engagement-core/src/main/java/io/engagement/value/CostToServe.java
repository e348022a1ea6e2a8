package io.engagement.value;

import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.history.LogView;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.spi.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What it costs per unit of time to serve and contact a customer: the costs so far, shrunk towards the average the
 * more, the shorter the time.
 *
 * <p>A customer's costs are a compound Poisson process, whose rate of money differs between customers. The best linear
 * estimate of the rate, given costs C over a time t, is
 *
 * <pre>  (m k + C) / (k + t)</pre>
 *
 * <p>where m is the average rate and k the time after which a customer's own costs weigh as much as the average. If
 * every contact costs the same, it is the posterior mean of the gamma-Poisson model with prior exposure k. m is all
 * costs over all time; k = phi m / v, where phi = (sum of squared costs) / (sum of costs), so that phi m t is the
 * variance of costs over t by chance alone, and v is the variance of rates between customers by the method of moments.
 * Where customers differ no more than by chance, v is 0, k infinite, and everybody's rate m.
 *
 * <p>Source: Bühlmann and Straub (1970), "Glaubwürdigkeit für Schadensätze", Mitteilungen der Vereinigung Schweizerischer
 * Versicherungsmathematiker 70, 111-133, with the variance by chance from the Poisson process instead of from periods.
 *
 * <p>Immutable.
 */
public final class CostToServe implements StatisticalModel {
    static final String KIND = "cost-to-serve";
    private static final int VERSION = 1;

    /** How its texts are read. */
    public static final Family<CostToServe> FAMILY = Family.of(KIND, VERSION, CostToServe::ofText);

    /** No product of a rate and a time is too large for a number. */
    private static final double MOST = 1e100;

    private static final double LEAST_EXPOSURE = 1e-100;

    private final TimeScale timeScale;
    private final Filter contacts;
    private final double meanRate;
    private final double priorExposure;
    private final double typicalRate;

    private CostToServe(
            TimeScale timeScale, Filter contacts, double meanRate, double priorExposure, double typicalRate) {
        this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
        this.contacts = Objects.requireNonNull(contacts, "contacts");
        this.meanRate = Checks.within("mean rate", meanRate, 0, MOST);
        this.priorExposure = priorExposure == Double.POSITIVE_INFINITY
                ? priorExposure
                : Checks.within("prior exposure, if not infinite,", priorExposure, LEAST_EXPOSURE, MOST);
        this.typicalRate = Checks.within("typical rate", typicalRate, 0, MOST);
    }

    /**
     * From values.
     *
     * @param timeScale the unit of time
     * @param meanRate m: average cost of a customer per unit of time, finite, not negative
     * @param priorExposure k: the time at which a customer's own costs weigh as much as everybody's, from 1e-100 to 1e100 or
     *     infinite
     * @return costs of all interactions but purchases; the typical customer has the average rate
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static CostToServe of(TimeScale timeScale, double meanRate, double priorExposure) {
        return new CostToServe(timeScale, nonPurchases(), meanRate, priorExposure, meanRate);
    }

    /**
     * Estimated from a log: of all interactions but purchases, whose costs belong to the margin.
     *
     * @param view the log as of an instant
     * @param timeScale the unit of time, the same as the model's
     * @return the costs; the typical customer has the median rate. Zero if no interaction has a cost
     */
    public static CostToServe fit(LogView view, TimeScale timeScale) {
        return fit(view, timeScale, nonPurchases());
    }

    /**
     * Estimated from a log.
     *
     * @param view the log as of an instant
     * @param timeScale the unit of time, the same as the model's
     * @param contacts whose costs count
     * @return the costs; the typical customer has the median rate. Zero if no such interaction has a cost
     */
    public static CostToServe fit(LogView view, TimeScale timeScale, Filter contacts) {
        Objects.requireNonNull(contacts, "contacts");
        MeasureTable table = MeasureTable.of(view, timeScale, List.of(sum(contacts), sinceFirst()));
        MeasureColumn costs = table.column(sum(contacts));
        MeasureColumn exposures = table.column(sinceFirst());
        int[] known = IntStream.range(0, table.size())
                .filter(row -> exposures.get(row) > 0)
                .toArray();
        double time = Arrays.stream(known).mapToDouble(exposures::get).sum();
        double money = Arrays.stream(known).mapToDouble(costs::get).sum();
        if (!(money > 0)) {
            return new CostToServe(timeScale, contacts, 0, Double.POSITIVE_INFINITY, 0);
        }
        double mean = money / time;
        double byChance = dispersion(view, contacts) * mean;
        double ratio = byChance / between(known, costs, exposures, mean, byChance);
        double prior = ratio <= MOST ? Math.max(LEAST_EXPOSURE, ratio) : Double.POSITIVE_INFINITY;
        double[] rates = Arrays.stream(known)
                .mapToDouble(row -> rate(mean, prior, costs.get(row), exposures.get(row)))
                .sorted()
                .toArray();
        return new CostToServe(timeScale, contacts, mean, prior, rates[(rates.length - 1) / 2]);
    }

    private static CostToServe ofText(ModelText text, Registry registry) {
        return new CostToServe(
                text.choice("time_scale", TimeScale.class),
                Filter.read(text.word("contacts"), registry),
                text.number("mean_rate"),
                text.anyNumber("prior_exposure"),
                text.number("typical_rate"));
    }

    @Override
    public ModelText modelText() {
        return ModelText.of(KIND, VERSION)
                .with("time_scale", timeScale.name())
                .with("contacts", contacts.toText())
                .with("mean_rate", meanRate)
                .with("prior_exposure", priorExposure)
                .with("typical_rate", typicalRate);
    }

    /** Mean square over mean of the costs of a contact: the variance of a compound Poisson process over its mean. */
    private static double dispersion(LogView view, Filter contacts) {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < view.customers(); row++) {
            for (int position = view.start(row); position < view.end(row); position++) {
                double cost = view.cost(position);
                if (!Double.isNaN(cost) && contacts.matches(view, position)) {
                    sum += cost;
                    squares += cost * cost;
                }
            }
        }
        return squares / sum;
    }

    /** Variance of rates between customers beyond chance, never below 0. */
    private static double between(
            int[] known, MeasureColumn costs, MeasureColumn exposures, double mean, double byChance) {
        double excess = 0;
        double squares = 0;
        for (int row : known) {
            double exposure = exposures.get(row);
            double deviation = costs.get(row) - mean * exposure;
            excess += deviation * deviation - byChance * exposure;
            squares += exposure * exposure;
        }
        return Math.max(0, excess / squares);
    }

    private static Filter nonPurchases() {
        return Filter.purpose(Purpose.PURCHASE).negate();
    }

    private static Measure sum(Filter contacts) {
        return Measure.sum(contacts, Quantity.COST);
    }

    private static Measure sinceFirst() {
        return Measure.timeSinceFirst(Filter.all());
    }

    /**
     * The unit of time.
     *
     * @return the unit of rates and exposures
     */
    public TimeScale timeScale() {
        return timeScale;
    }

    /**
     * Which contacts cost this.
     *
     * @return the filter of contacts
     */
    public Filter contacts() {
        return contacts;
    }

    /**
     * m: the average cost of a customer.
     *
     * @return money per unit of time
     */
    public double meanRate() {
        return meanRate;
    }

    /**
     * k: the time after which a customer's own costs weigh as much as the average.
     *
     * @return in units of time; infinite if customers do not differ
     */
    public double priorExposure() {
        return priorExposure;
    }

    /**
     * What the typical customer costs.
     *
     * @return money per unit of time
     */
    public double typicalRate() {
        return typicalRate;
    }

    /**
     * What a customer is expected to cost per unit of time.
     *
     * @param cost C: what the customer has cost so far
     * @param exposure t: since the first interaction
     * @return the expected rate, NaN if an argument is
     */
    public double rate(double cost, double exposure) {
        return rate(meanRate, priorExposure, cost, exposure);
    }

    private static double rate(double mean, double prior, double cost, double exposure) {
        double own = (mean * prior + cost) / (prior + exposure);
        return prior == Double.POSITIVE_INFINITY && !Double.isNaN(cost + exposure) ? mean : own;
    }

    /** What the costs are read from: their sum, and the time since the first interaction. */
    List<Measure> inputs() {
        return List.of(sum(contacts), sinceFirst());
    }
}
