package io.engagement.dialogue.answers;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.index.Chunks;
import io.engagement.internal.index.Parallel;
import io.engagement.measure.Filter;
import io.engagement.proportion.Share;
import io.engagement.proportion.SharePrior;
import io.engagement.table.Table;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the company asked of its customers, by contacting them, and what they answered.
 *
 * <p>An ask is <em>closed</em> when its window has passed by the as-of instant. Only closed asks are in rates, answered or
 * not: an open one that is answered already would tell of quick answers only. Nothing that happens later changes a closed
 * ask. Immutable.
 *
 * <p>Most answers that no act says itself to be answers are coincidence: customers would have done the same without the ask.
 * The excess over the customers' own rhythm, {@link #modelledExcess()}, stands beside every rate; only what a control group shows is called
 * {@linkplain #beyondChance(ControlGroup) beyond chance}.
 */
public final class Answers {
    /** Customers that a worker takes at once; fixed, so that sums do not depend on threads. */
    static final Chunks CUSTOMERS = new Chunks(4096);

    private final LogView view;
    private final AnswerPolicy policy;
    private final KindRoles roles;
    private final List<AskColumns> chunks;
    /** Kinds of first contacts that are looked at. */
    private final boolean[] chosen;
    /** Found when first asked for: models are fitted for it. */
    private volatile @Nullable ModelledExcess excess;

    private volatile @Nullable CellFigures figures;

    private Answers(LogView view, AnswerPolicy policy, KindRoles roles, List<AskColumns> chunks, boolean[] chosen) {
        this.view = view;
        this.policy = policy;
        this.roles = roles;
        this.chunks = chunks;
        this.chosen = chosen;
    }

    /**
     * All asks of a view.
     *
     * @param view what is known
     * @param policy what is an ask, an answer, and of what
     * @return the asks and their answers
     */
    public static Answers of(LogView view, AnswerPolicy policy) {
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(policy, "policy");
        KindRoles roles = new KindRoles(view.kinds(), policy);
        List<AskColumns> chunks = IntStream.range(0, CUSTOMERS.count(view.customers()))
                .parallel()
                .mapToObj(chunk -> walk(view, roles, policy, chunk))
                .toList();
        boolean[] all = new boolean[view.kinds().size()];
        Arrays.fill(all, true);
        return new Answers(view, policy, roles, chunks, all);
    }

    private static AskColumns walk(LogView view, KindRoles roles, AnswerPolicy policy, int chunk) {
        AskColumns asks = new AskColumns();
        AskWalk walk = new AskWalk(view, roles, policy, asks);
        for (int row = CUSTOMERS.from(chunk); row < CUSTOMERS.to(chunk, view.customers()); row++) {
            walk.add(row);
        }
        return asks.trimmed();
    }

    /**
     * Some of these asks. Which act answers which ask stays as it is.
     *
     * @param some by the kind of an ask's first contact
     * @return the asks that pass
     */
    public Answers only(Filter some) {
        List<InteractionKind> kinds = view.kinds();
        boolean[] fewer = chosen.clone();
        for (int kind = 0; kind < fewer.length; kind++) {
            fewer[kind] &= some.matches(kinds.get(kind));
        }
        return new Answers(view, policy, roles, chunks, fewer);
    }

    /**
     * The policy.
     *
     * @return what is an ask, an answer, and of what
     */
    public AnswerPolicy policy() {
        return policy;
    }

    /**
     * How many asks there are, how they ended, and how many are open.
     *
     * @return of all together
     */
    public AnswerCounts counts() {
        return counts(1, (row, kind, epochMilli) -> 0).get(0);
    }

    /**
     * Rates by purpose and channel, each with how long answers take and how many more there are than the customers' own
     * rhythm leads one to expect, by {@link #modelledExcess()}.
     *
     * @return a table
     */
    public ResponseRates rates() {
        return ResponseRates.of(this, modelledExcess(), Optional.empty());
    }

    /**
     * Rates as {@link #rates()}, with those beyond chance by a control group.
     *
     * @param controls who was left out of the contacts, at random
     * @return a table
     */
    public ResponseRates rates(ControlGroup controls) {
        return ResponseRates.of(this, modelledExcess(), Optional.of(beyondChance(controls)));
    }

    /**
     * How long answers take.
     *
     * @return of all asks, open ones too, as long as they are known
     * @throws IllegalArgumentException if there is no ask
     */
    public AnswerTimes times() {
        return figures()
                .times(all())
                .orElseThrow(() -> new IllegalArgumentException(
                        "asks must be at least one to tell how long answers take, were none"));
    }

    /**
     * How many more act after an ask than the customers' own rhythm leads one to expect. No cause is shown by it; take {@link
     * #beyondChance(ControlGroup)} where some were left out at random.
     *
     * @return by purpose and channel
     */
    public ModelledExcess modelledExcess() {
        ModelledExcess known = excess;
        if (known == null) {
            // Two threads may find it at once: both find the same.
            known = ModelledExcess.of(this);
            excess = known;
        }
        return known;
    }

    /**
     * How many answers there are beyond what customers did who were left out at random.
     *
     * @param controls who was left out
     * @return by campaign, and all together
     * @throws IllegalArgumentException if there are no contacts or no controls
     */
    public BeyondChance beyondChance(ControlGroup controls) {
        return BeyondChance.of(this, Objects.requireNonNull(controls, "controls"));
    }

    /**
     * What unanswered asks cost, and what an answer costs.
     *
     * @return by purpose and channel; per answer beyond what the model expects
     */
    public Waste waste() {
        return Waste.of(this, Optional.empty());
    }

    /**
     * What unanswered asks cost, and what an answer costs.
     *
     * @param controls who was left out of the contacts, at random
     * @return by purpose and channel; all together per answer beyond chance too
     */
    public Waste waste(ControlGroup controls) {
        return Waste.of(this, Optional.of(controls));
    }

    /**
     * How answers change with the contacts of the 30 days before.
     *
     * @return the response by pressure, not because of it
     */
    public Pressure pressure() {
        return pressure(Duration.ofDays(30));
    }

    /**
     * How answers change with the contacts of a time before.
     *
     * @param window how long before an ask contacts count
     * @return the response by pressure, not because of it
     * @throws IllegalArgumentException if it is under a millisecond
     */
    public Pressure pressure(Duration window) {
        return Pressure.of(this, PressureLevels.contactsWithin(Objects.requireNonNull(window, "window")));
    }

    /**
     * How answers change with how many other asks still run.
     *
     * @return the response by pressure, not because of it
     */
    public Pressure pressureOfRunning() {
        return Pressure.of(this, PressureLevels.running());
    }

    /**
     * Asks, answers and their cost, broken down by who is asked.
     *
     * @param attribute of customers
     * @return a row for each of its texts, in their order, with the excess over the customers' own rhythm; customers without it come
     *     as {@code (none)}, groups of fewer than ten together as {@code (small groups)}; the last row is that of all
     * @throws IllegalArgumentException if the attribute is blank
     */
    public Table by(String attribute) {
        return AnswerBreakdown.of(this, attribute);
    }

    /**
     * What is to be believed of how often customers answer.
     *
     * @return the prior of a customer's share of closed asks that are answered
     */
    public SharePrior prior() {
        return SharePrior.of(figures().customers(all()).proportions());
    }

    /**
     * How often a customer answers.
     *
     * @param customerId the customer
     * @param prior as of {@link #prior()}, of these asks
     * @return the share, drawn to that of all the more, the less is known; empty if the customer has no closed ask
     */
    public Optional<Share> share(String customerId, SharePrior prior) {
        AnswerCounts own = counts(customerId);
        return own.closed() == 0 ? Optional.empty() : Optional.of(prior.posterior(own.answered(), own.closed()));
    }

    /**
     * A customer's asks.
     *
     * @param customerId the customer
     * @return none if the customer is not in the view
     */
    public AnswerCounts counts(String customerId) {
        OptionalInt row = view.row(customerId);
        if (row.isEmpty()) {
            return AnswerCounts.NONE;
        }
        AskColumns asks = chunks.get(CUSTOMERS.of(row.getAsInt()));
        AnswerCounts.Sums sums = new AnswerCounts.Sums();
        for (int i = 0; i < asks.size(); i++) {
            if (asks.row(i) == row.getAsInt() && isChosen(asks, i)) {
                sums.add(asks, i, isClosed(asks, i));
            }
        }
        return sums.counts();
    }

    /**
     * Counts by groups of one's own, such as the cells of a map of contacts.
     *
     * @param groups how many groups there are
     * @param group which one an ask is in
     * @return the counts of each
     */
    public List<AnswerCounts> counts(int groups, AskGroup group) {
        List<List<AnswerCounts>> parts = Parallel.run(() ->
                chunks.parallelStream().map(asks -> counts(asks, groups, group)).toList());
        // In order, so that sums of costs do not depend on how many threads there are.
        return parts.stream().reduce(Collections.nCopies(groups, AnswerCounts.NONE), Answers::plus);
    }

    private List<AnswerCounts> counts(AskColumns asks, int groups, AskGroup group) {
        AnswerCounts.Sums[] sums =
                Stream.generate(AnswerCounts.Sums::new).limit(groups).toArray(AnswerCounts.Sums[]::new);
        for (int i = 0; i < asks.size(); i++) {
            int of = isChosen(asks, i) ? group.of(asks.row(i), asks.kind(i), asks.first(i)) : -1;
            if (of >= 0) {
                sums[of].add(asks, i, isClosed(asks, i));
            }
        }
        return Arrays.stream(sums).map(AnswerCounts.Sums::counts).toList();
    }

    private static List<AnswerCounts> plus(List<AnswerCounts> some, List<AnswerCounts> more) {
        return IntStream.range(0, some.size())
                .mapToObj(i -> some.get(i).plus(more.get(i)))
                .toList();
    }

    /** Whether those who ask do things of a kind. */
    boolean isOwnAct(int kind) {
        return roles.asks(kind);
    }

    CellFigures figures() {
        CellFigures known = figures;
        if (known == null) {
            Cells cells = new Cells(this);
            known = CellFigures.of(this, cells.all(), cells::of);
            figures = known;
        }
        return known;
    }

    /** The cell of all. */
    private int all() {
        return new Cells(this).all();
    }

    LogView view() {
        return view;
    }

    KindRoles roles() {
        return roles;
    }

    List<AskColumns> chunks() {
        return chunks;
    }

    boolean isChosen(AskColumns asks, int ask) {
        return chosen[asks.kind(ask)];
    }

    long close(AskColumns asks, int ask) {
        return asks.last(ask) + roles.window(asks.kind(ask));
    }

    boolean isClosed(AskColumns asks, int ask) {
        return close(asks, ask) <= asOf();
    }

    long asOf() {
        return Millis.of(view.asOf());
    }

    /** Chosen kinds that ask. */
    int[] kinds() {
        return IntStream.range(0, chosen.length)
                .filter(kind -> chosen[kind] && roles.asks(kind))
                .toArray();
    }
}
