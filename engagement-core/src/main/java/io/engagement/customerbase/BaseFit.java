package io.engagement.customerbase;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A customer base that models are fitted to: its distinct rows, the fit's unit of time, and the climb from the best of several
 * guesses. Immutable.
 */
public final class BaseFit {
    /** With more distinct rows than this, the search starts from the maximum of a sample of this size. */
    private static final int SAMPLE = 10_000;

    /** Rows of the first climbs, which choose where to start. */
    private static final int SCOUTED = 100;

    private static final int SCOUTING = 8;

    /** Rows by which the ends of these climbs are ranked. */
    private static final int RANKED = 2_000;

    /** How many ends the search continues from, and by how much these differ at least. */
    private static final int ENDS = 2;

    private static final double OTHER = 0.1;

    /** Ends that are no farther from each other in any coordinate are one. */
    private static final double NEAR = 0.05;

    /** A climb that is continued later stops where a step would gain less. */
    private static final double ROUGH = 1e-2;

    /** With few distinct rows, likelihoods often have several maxima, and climbs from all guesses cost little. */
    private static final int FEW = 600;

    private static final int FEW_REPEATING = 200;

    /** Iterations on a ridge. */
    private static final int PATIENT = 5_000;

    /** The remark on a base without repeat purchases. */
    private static final String NO_REPEATS =
            "no customer bought a second time: nothing tells how often customers buy or when they leave; "
                    + "the expectation of further purchases is practically 0";

    private final String name;
    private final Purchases distinct;
    private final double customers;
    private final double repeats;
    private final double unit;

    /**
     * The base of a fit.
     *
     * @param name of the model, for messages
     * @param distinct the customers, as {@link Purchases#distinct()} has them
     * @throws io.engagement.fit.FitException if there is no customer, or all ages are 0
     */
    public BaseFit(String name, Purchases distinct) {
        this.name = Objects.requireNonNull(name, "name");
        this.distinct = distinct;
        double ages = 0;
        double weights = 0;
        for (int row = 0; row < distinct.size(); row++) {
            weights += distinct.weight(row);
            ages += distinct.weight(row) * distinct.age(row);
        }
        if (!(ages > 0)) {
            throw FitException.of(
                    name,
                    distinct.size() == 0 ? "no customer has bought" : "all ages are 0",
                    List.of(
                            "Does the filter match the purchases?",
                            "Is the as-of instant after the first purchases?",
                            "Are customers without a purchase left out?"));
        }
        customers = weights;
        repeats = distinct.repeatPurchases();
        unit = ages / weights;
    }

    /**
     * The customers.
     *
     * @return each distinct row once, ordered by frequency, recency and age, in the purchases' own unit
     */
    public Purchases distinct() {
        return distinct;
    }

    /**
     * The fit's unit of time, so that bounds and guesses mean the same in any unit.
     *
     * @return the mean age, in the purchases' own unit
     */
    public double unit() {
        return unit;
    }

    /**
     * How often customers buy.
     *
     * @return repeat purchases per customer and mean age; above 0 even where there is none
     */
    public double rate() {
        return Math.max(repeats, 0.5) / customers;
    }

    /**
     * The maximum of another family, which may be near that of a richer one.
     *
     * @param family of a simpler model
     * @return where the search ended, in the fit's unit
     */
    public Maximum maximum(PurchaseFamily<?> family) {
        return maximum(family, family.search(this));
    }

    private Maximum maximum(PurchaseFamily<?> family, Search search) {
        return climb(family.parameters(), likelihood(family), search.near(), search.guesses());
    }

    /**
     * About the maximum of another family, to start another search from.
     *
     * @param family of a simpler model
     * @return its parameters, in the fit's unit
     */
    public double[] about(PurchaseFamily<?> family) {
        return starts(family).get(0);
    }

    /**
     * Where to start a search of a model that another one is a part of.
     *
     * @param family of the other model
     * @return its parameters, in the fit's unit: about the maximum, and where another may be
     */
    public List<double[]> starts(PurchaseFamily<?> family) {
        List<Parameter> parameters = family.parameters();
        Function<Purchases, LogLikelihood> likelihood = likelihood(family);
        List<double[]> starts =
                new ArrayList<>(ends(parameters, likelihood, family.search(this).guesses()));
        starts.set(0, estimates(rough().maximize(name, parameters, likelihood.apply(distinct), starts.get(0))));
        return starts;
    }

    private Function<Purchases, LogLikelihood> likelihood(PurchaseFamily<?> family) {
        return rows -> family.likelihood(rows, unit);
    }

    /**
     * Fits a family.
     *
     * @param family of the model
     * @param near parameters in the purchases' own unit that the search starts from in any case; mostly none
     * @param <M> the model
     * @return the fitted model
     */
    public <M extends FamilyMember<M>> Fitted<M> fit(PurchaseFamily<M> family, List<double[]> near) {
        Search search = family.search(this);
        return fitted(family, maximum(family, search.near(() -> both(inUnit(family, near), search.near()))), search);
    }

    /**
     * Fits a family from given starts only.
     *
     * @param family of the model
     * @param starts parameters in the purchases' own unit
     * @param <M> the model
     * @return the fitted model
     */
    public <M extends FamilyMember<M>> Fitted<M> fitFrom(PurchaseFamily<M> family, double[]... starts) {
        double[][] own = inUnit(family, List.of(starts)).toArray(new double[0][]);
        LogLikelihood likelihood = likelihood(family).apply(distinct);
        return fitted(family, search().maximize(name, family.parameters(), likelihood, own), family.search(this));
    }

    private List<double[]> inUnit(PurchaseFamily<?> family, List<double[]> points) {
        return points.stream()
                .map(point -> {
                    double[] own = new double[point.length];
                    Arrays.setAll(own, i -> family.parameters().get(i).scaledBack(point[i], unit));
                    return own;
                })
                .toList();
    }

    private <M extends FamilyMember<M>> Fitted<M> fitted(PurchaseFamily<M> family, Maximum maximum, Search search) {
        List<Parameter> parameters = family.parameters();
        double[] estimates = new double[parameters.size()];
        Arrays.setAll(estimates, i -> parameters.get(i).scaled(maximum.estimate(i), unit));
        M model = family.make(estimates, Population.of(distinct));
        double[] units =
                parameters.stream().mapToDouble(each -> each.scaled(1, unit)).toArray();
        return Fitted.of(
                model,
                maximum,
                units,
                family.whole(maximum.logLikelihood(), distinct, unit),
                remarks(() -> search.remarks()
                        .orElse(found -> family.remarks(found, unit))
                        .apply(maximum)),
                provenance());
    }

    /**
     * What to say of a fit to this base.
     *
     * @param words of the model, asked for if the base tells anything
     * @return who was left out, then the words, or that nobody bought again
     */
    public List<String> remarks(Supplier<List<String>> words) {
        return both(distinct.leftOut(), repeats == 0 ? List.of(NO_REPEATS) : words.get());
    }

    private Provenance provenance() {
        return distinct.observed(Provenance.of(name, customers, distinct.size()));
    }

    /**
     * The maximum, climbed to from all guesses; of a large base, from where the climbs over a few of its rows end, and of a
     * very large one from the maximum of a sample.
     *
     * @param likelihood of distinct rows, in the fit's unit
     * @param near parameters, in the fit's unit, that are climbed from in any case
     * @param guesses parameters in the fit's unit
     */
    private Maximum climb(
            List<Parameter> parameters,
            Function<Purchases, LogLikelihood> likelihood,
            List<double[]> near,
            List<double[]> guesses) {
        List<double[]> starts = both(near, isSmall() ? guesses : ends(parameters, likelihood, guesses));
        if (distinct.size() > SAMPLE) {
            LogLikelihood sample = likelihood.apply(distinct.everyRow(distinct.size() / SAMPLE));
            starts = List.of(estimates(rough().maximizeFromAll(name, parameters, sample, starts)));
        }
        return search().withIterations(PATIENT).maximizeFromAll(name, parameters, likelihood.apply(distinct), starts);
    }

    /** Whether a few rows are informative. */
    private boolean isSmall() {
        int repeating = 0;
        for (int row = 0; row < distinct.size(); row++) {
            repeating += distinct.frequency(row) > 0 ? 1 : 0;
        }
        return distinct.size() <= FEW || (repeating <= FEW_REPEATING && distinct.size() <= SAMPLE);
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The ends of climbs over a few rows, the highest by the likelihood of more rows. */
    private List<double[]> ends(
            List<Parameter> parameters, Function<Purchases, LogLikelihood> likelihood, List<double[]> guesses) {
        LogLikelihood few = likelihood.apply(distinct.everyRow(Math.max(1, distinct.size() / SCOUTED)));
        LogLikelihood more = likelihood.apply(distinct.everyRow(Math.max(1, distinct.size() / RANKED)));
        MaximumLikelihood scout = search().withTolerance(0.1).withIterations(SCOUTING);
        List<double[]> different = new ArrayList<>();
        for (double[] guess : promising(parameters, few, guesses)) {
            double[] end = estimates(scout.maximize(name, parameters, few, guess));
            if (different.stream().noneMatch(other -> isNear(parameters, end, other))) {
                different.add(end);
            }
        }
        NavigableMap<Double, double[]> ends = new TreeMap<>();
        different.forEach(end -> ends.put(-value(parameters, more, end), end));
        List<double[]> starts = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Double, double[]> end : ends.entrySet()) {
            if (end.getKey() > last + OTHER && starts.size() < ENDS) {
                starts.add(end.getValue());
                last = end.getKey();
            }
        }
        return starts;
    }

    private static boolean isNear(List<Parameter> parameters, double[] one, double[] other) {
        return IntStream.range(0, one.length).allMatch(i -> {
            Parameter parameter = parameters.get(i);
            return Math.abs(parameter.coordinate(one[i]) - parameter.coordinate(other[i])) < NEAR;
        });
    }

    /** Of the guesses that differ in r and alpha only, the first two parameters, the best. */
    private static Collection<double[]> promising(
            List<Parameter> parameters, LogLikelihood few, List<double[]> guesses) {
        Map<List<Double>, double[]> best = new LinkedHashMap<>();
        for (double[] guess : guesses) {
            List<Double> others = Arrays.stream(guess).skip(2).boxed().toList();
            best.merge(
                    others,
                    guess,
                    (one, other) -> value(parameters, few, one) >= value(parameters, few, other) ? one : other);
        }
        return best.values();
    }

    private static double value(List<Parameter> parameters, LogLikelihood likelihood, double[] guess) {
        double[] coordinates = new double[guess.length];
        Arrays.setAll(coordinates, i -> parameters.get(i).coordinate(guess[i]));
        return likelihood.valueAndGradient(coordinates, new double[guess.length]);
    }

    /** Until little is left to gain. */
    private MaximumLikelihood rough() {
        return search().withTolerance(ROUGH);
    }

    private static double[] estimates(Maximum maximum) {
        double[] estimates = new double[maximum.parameters().size()];
        Arrays.setAll(estimates, maximum::estimate);
        return estimates;
    }

    /** If nobody bought again, the likelihood rises for ever, ever more slowly: digits mean nothing. */
    private MaximumLikelihood search() {
        MaximumLikelihood search = MaximumLikelihood.withDefaults();
        return repeats == 0 ? search.withTolerance(1e-4) : search;
    }
}
