package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All models of a customer base, and which of them to trust.
 *
 * <pre>{@code
 * Comparison comparison = CustomerBaseModels.compare(view, CustomerBaseModels.candidates());
 * System.out.println(comparison);
 * CustomerBaseModel best = comparison.best().model();
 * }</pre>
 */
public final class CustomerBaseModels {
    /** The reader of each kind of text: a new model has its line here, in the next table, and in {@link #candidates()}. */
    private static final Map<String, Function<String, CustomerBaseModel>> READERS = Map.of(
            Nbd.NAME, Nbd::read,
            BetaGeometricNbd.NAME, BetaGeometricNbd::read,
            BetaGeometricCnbd.NAME, BetaGeometricCnbd::read,
            ParetoNbd.NAME, ParetoNbd::read,
            ContextualParetoNbd.NAME, ContextualParetoNbd::read,
            CorrelatedParetoNbd.NAME, CorrelatedParetoNbd::read,
            GammaGompertzNbd.NAME, GammaGompertzNbd::read,
            PeriodicBetaBernoulli.KIND, PeriodicBetaBernoulli::read);

    private static final Map<String, Function<String, Fitted<? extends CustomerBaseModel>>> FITTED_READERS = Map.of(
            Nbd.NAME, Nbd::readFitted,
            BetaGeometricNbd.NAME, BetaGeometricNbd::readFitted,
            BetaGeometricCnbd.NAME, BetaGeometricCnbd::readFitted,
            ParetoNbd.NAME, ParetoNbd::readFitted,
            CorrelatedParetoNbd.NAME, CorrelatedParetoNbd::readFitted,
            GammaGompertzNbd.NAME, GammaGompertzNbd::readFitted,
            PeriodicBetaBernoulli.KIND, PeriodicBetaBernoulli::readFitted);

    private CustomerBaseModels() {}

    /**
     * Reads a model, whichever it is.
     *
     * @param text what its {@code toText()} wrote, or that of its {@link Fitted}
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text holds no model of a customer base, or one of an unknown version, incomplete
     *     or out of range
     */
    public static CustomerBaseModel read(String text) {
        return Fitted.isFitted(text)
                ? readFitted(text).model()
                : reader(READERS, ModelText.kindOf(text)).apply(text);
    }

    /**
     * Reads a fitted model, whichever it is.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model of a customer base, or one of an unknown version,
     *     incomplete or out of range
     */
    public static Fitted<? extends CustomerBaseModel> readFitted(String text) {
        return reader(FITTED_READERS, Fitted.modelKind(text)).apply(text);
    }

    private static <T> Function<String, T> reader(Map<String, Function<String, T>> readers, String kind) {
        Function<String, T> reader = readers.get(kind);
        if (reader == null) {
            throw new IllegalArgumentException(
                    "the text holds a " + kind + ", which is no model of a customer base: there are "
                            + readers.keySet().stream().sorted().toList());
        }
        return reader;
    }

    /**
     * A model of the library by its name.
     *
     * @param name one of those in {@link #candidatesByPeriod()}
     * @return the candidate; {@code bg-bb} wants purchases {@linkplain PurchaseDefinition#byPeriod by period}
     * @throws IllegalArgumentException if there is no such model
     */
    public static Candidate candidate(String name) {
        List<Candidate> all = candidatesByPeriod();
        return all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no model '" + name + "' of a customer base; there are "
                                + all.stream().map(Candidate::name).toList()));
    }

    /**
     * The library's models of purchases by days, in continuous time, the simplest first.
     *
     * @return NBD, BG/NBD, MBG/NBD, BG/CNBD-k, MBG/CNBD-k, Pareto/NBD, GGom/NBD, Pareto/NBD with
     *     correlated rates
     */
    public static List<Candidate> candidates() {
        return List.of(
                Candidate.of(Nbd.NAME, Nbd::fit),
                Candidate.of(BetaGeometricNbd.NAME, BetaGeometricNbd::fit),
                Candidate.of("mbg-nbd", BetaGeometricCnbd::fitMbgNbd),
                Candidate.of("bg-cnbd-k", purchases -> BetaGeometricCnbd.fit(DropOut.AFTER_REPEAT_PURCHASE, purchases)),
                Candidate.of("mbg-cnbd-k", purchases -> BetaGeometricCnbd.fit(DropOut.AFTER_ANY_PURCHASE, purchases)),
                Candidate.of(ParetoNbd.NAME, ParetoNbd::fit),
                Candidate.of(GammaGompertzNbd.NAME, GammaGompertzNbd::fit),
                Candidate.of(CorrelatedParetoNbd.NAME, CorrelatedParetoNbd::fit));
    }

    /**
     * All models of purchases {@linkplain PurchaseDefinition#byPeriod by period}, the simplest first. What each says is how many
     * periods a customer buys in, BG/BB as its only opportunities, the others as if a period with a purchase were one purchase
     * in continuous time: one outcome for all, so that their log scores can be compared. So can their likelihoods: in the unit of
     * a period, the density of purchase times of a Poisson process is the probability of exactly one purchase in each of these
     * periods and none in others. Neither can be compared with those of purchases by days, where a customer can buy more often.
     *
     * @return those of {@link #candidates()}, and BG/BB
     */
    public static List<Candidate> candidatesByPeriod() {
        return Stream.concat(
                        candidates().stream(),
                        Stream.of(Candidate.of(BetaGeometricBetaBernoulli.NAME, PeriodicBetaBernoulli::fit)))
                .toList();
    }

    /**
     * Compares models of {@linkplain PurchaseDefinition#standard() purchases} in weeks; the last third of the time is held out.
     *
     * @param view the customer base
     * @param candidates the models
     * @return the comparison
     * @throws IllegalArgumentException if there is no candidate or no purchase before the hold-out
     */
    public static Comparison compare(LogView view, List<Candidate> candidates) {
        return compare(view, TimeScale.WEEKS, PurchaseDefinition.standard(), candidates);
    }

    /**
     * Compares models; the last third of the time since the first interaction is held out.
     *
     * @param view the customer base
     * @param scale the models' unit of time
     * @param days what counts as a purchase
     * @param candidates the models
     * @return the comparison
     * @throws IllegalArgumentException if there is no candidate or no purchase before the hold-out
     */
    public static Comparison compare(
            LogView view, TimeScale scale, PurchaseDefinition days, List<Candidate> candidates) {
        Instant first = view.asOf();
        for (int row = 0; row < view.customers(); row++) {
            if (view.start(row) < view.end(row)) {
                Instant start = Instant.ofEpochMilli(view.epochMilli(view.start(row)));
                first = start.isBefore(first) ? start : first;
            }
        }
        Duration all = Duration.between(first, view.asOf());
        return compare(view, scale, days, first.plus(all.multipliedBy(2).dividedBy(3)), candidates);
    }

    /**
     * Compares models. Each is fitted to what was known at the split, and judged by what was bought after it: by the mean
     * logarithm of the probability that it gave to each customer's number of purchases (the log score), by its expectations'
     * errors, and by whether its prediction intervals hold what they promise. It is also fitted to the whole, for the
     * information criteria and for use.
     *
     * <p>Of purchases {@linkplain PurchaseDefinition#byPeriod by period}, purchases are periods with one, the hold-out are the periods
     * that are over at its end and were not at the split, and customers who bought first in the period of the split are not
     * judged.
     *
     * @param view the customer base
     * @param scale the models' unit of time
     * @param days what counts as a purchase
     * @param split where the hold-out begins, before {@code view.asOf()}
     * @param candidates the models
     * @return the comparison
     * @throws IllegalArgumentException if there is no candidate, no purchase before the split, or no time after it, or if
     *     purchases are by period and the scale is not that
     */
    public static Comparison compare(
            LogView view, TimeScale scale, PurchaseDefinition days, Instant split, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("there must be a candidate");
        }
        HoldOut holdOut = HoldOut.of(view, scale, days, split);
        Purchases whole = Purchases.of(view, scale, days);
        return Comparison.of(
                split,
                view.asOf(),
                holdOut.customers(),
                holdOut.purchases(),
                candidates.stream()
                        .map(candidate -> Contestant.of(candidate, whole, holdOut))
                        .toList());
    }
}
