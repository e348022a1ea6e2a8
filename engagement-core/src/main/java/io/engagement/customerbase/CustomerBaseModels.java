package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    /** All that are fitted, the simplest first: a new model of the library has its line here. */
    private static final List<PurchaseFamily<?>> BY_DAYS = List.of(
            Nbd.FAMILY,
            BetaGeometricNbd.FAMILY,
            BetaGeometricCnbd.family(DropOut.AFTER_ANY_PURCHASE, 1),
            BetaGeometricCnbd.family(DropOut.AFTER_REPEAT_PURCHASE),
            BetaGeometricCnbd.family(DropOut.AFTER_ANY_PURCHASE),
            ParetoNbd.FAMILY,
            GammaGompertzNbd.FAMILY,
            CorrelatedParetoNbd.FAMILY);

    private static final List<PurchaseFamily<?>> ALL = Stream.concat(
                    BY_DAYS.stream(), Stream.of(PeriodicBetaBernoulli.FAMILY))
            .toList();

    /** And one that is made, not fitted. */
    private static final Map<String, Family<? extends CustomerBaseModel>> BY_KIND = new TreeMap<>();

    static {
        ALL.forEach(family -> BY_KIND.putIfAbsent(family.kind(), family));
        BY_KIND.put(ContextualParetoNbd.FAMILY.kind(), ContextualParetoNbd.FAMILY);
    }

    private CustomerBaseModels() {}

    /**
     * Reads a model of the library, whichever it is.
     *
     * @param text what its {@code toText()} wrote, or that of its {@link Fitted}
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text holds no model of a customer base, or one of an unknown version, incomplete
     *     or out of range
     */
    public static CustomerBaseModel read(String text) {
        return read(text, Registry.empty());
    }

    /**
     * Reads a model of the library or of the user's own, whichever it is.
     *
     * @param text what its {@code toText()} wrote, or that of its {@link Fitted}
     * @param own the user's own families and what else in the text is the user's own
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text holds no model of a customer base that is known, or one of an unknown version,
     *     incomplete or out of range
     */
    public static CustomerBaseModel read(String text, Registry own) {
        return Fitted.isFitted(text)
                ? readFitted(text, own).model()
                : family(ModelText.kindOf(text), ModelText.versionOf(text), own).read(text, own);
    }

    /**
     * Reads a fitted model of the library, whichever it is.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model of a customer base, or one of an unknown version,
     *     incomplete or out of range
     */
    public static Fitted<? extends CustomerBaseModel> readFitted(String text) {
        return readFitted(text, Registry.empty());
    }

    /**
     * Reads a fitted model of the library or of the user's own, whichever it is.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @param own the user's own families and what else in the text is the user's own
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model of a customer base that is known, or one of an unknown
     *     version, incomplete or out of range
     */
    public static Fitted<? extends CustomerBaseModel> readFitted(String text, Registry own) {
        return family(Fitted.modelKind(text), Fitted.modelVersion(text), own).readFitted(text, own);
    }

    /**
     * Whether a text holds a model of the library, alone or fitted.
     *
     * @param text of a saved model
     * @return if {@link #read(String)} knows its kind
     * @throws IllegalArgumentException if the text does not begin as a saved one
     */
    public static boolean canRead(String text) {
        return BY_KIND.containsKey(Fitted.isFitted(text) ? Fitted.modelKind(text) : ModelText.kindOf(text));
    }

    private static Family<? extends CustomerBaseModel> family(String kind, int version, Registry own) {
        Family<? extends CustomerBaseModel> known = BY_KIND.get(kind);
        if (known != null) {
            return known;
        }
        try {
            PurchaseFamily<?> users = own.get(PurchaseFamily.class, kind, version);
            return users;
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "the text holds a " + kind + ", which is no model of a customer base: there are " + BY_KIND.keySet()
                            + "; a family of your own is read with a registry to which it was added, see PurchaseFamily.addedTo",
                    unknown);
        }
    }

    /**
     * A family of the library by its name.
     *
     * @param name one of those in {@link #candidatesByPeriod()}
     * @return the family; {@code bg-bb} wants purchases {@linkplain PurchaseDefinition#byPeriod by period}
     * @throws IllegalArgumentException if there is no such model
     */
    public static PurchaseFamily<?> family(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no model '" + name + "' of a customer base; there are "
                                + ALL.stream().map(PurchaseFamily::name).toList()));
    }

    /**
     * The library's models of purchases by days, in continuous time, the simplest first.
     *
     * @return NBD, BG/NBD, MBG/NBD, BG/CNBD-k, MBG/CNBD-k, Pareto/NBD, GGom/NBD, Pareto/NBD with
     *     correlated rates
     */
    public static List<PurchaseFamily<?>> candidates() {
        return BY_DAYS;
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
    public static List<PurchaseFamily<?>> candidatesByPeriod() {
        return ALL;
    }

    /**
     * Compares models of {@linkplain PurchaseDefinition#standard() purchases} in weeks; the last third of the time is held out.
     *
     * @param view the customer base
     * @param candidates the models
     * @return the comparison
     * @throws IllegalArgumentException if there is no candidate or no purchase before the hold-out
     */
    public static Comparison compare(LogView view, List<? extends PurchaseFamily<?>> candidates) {
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
            LogView view, TimeScale scale, PurchaseDefinition days, List<? extends PurchaseFamily<?>> candidates) {
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
            LogView view,
            TimeScale scale,
            PurchaseDefinition days,
            Instant split,
            List<? extends PurchaseFamily<?>> candidates) {
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
