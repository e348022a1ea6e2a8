package io.engagement.dialogue;

import io.engagement.dialogue.exchange.Provocation;
import io.engagement.dialogue.goals.CustomerGoals;
import io.engagement.dialogue.goals.GoalRule;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Preferences;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.internal.base.Groups;
import io.engagement.measure.ConversationRule;
import io.engagement.measure.Measure;
import io.engagement.proportion.Share;
import io.engagement.proportion.SharePrior;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.table.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Who reaches out? How much of the conversation with each customer, with any segment and with the base is theirs, and who
 * only looks engaged because the company is: much contact, little of it theirs. Immutable, thread-safe.
 *
 * <p>A customer's share is drawn to that of the population, so that 2 of 2 is not 100 %; conversations of which it is not known
 * who began them are in no share, and shown; what machines do is in no conversation.
 */
public final class Dialogue {
    /** From this share of customers on, ordered by their conversations, contact is much. */
    private static final double MUCH = 0.75;

    private final LogView view;
    private final ConversationRule rule;
    private final InitiativeColumns columns;
    private final long much;

    private Dialogue(LogView view, ConversationRule rule) {
        this.view = view;
        this.rule = rule;
        this.columns = InitiativeColumns.of(view, rule);
        long[] contacts = IntStream.range(0, columns.size())
                .mapToLong(row -> columns.own(row) + columns.company(row))
                .filter(n -> n > 0)
                .sorted()
                .toArray();
        // One conversation is never much.
        this.much = contacts.length == 0 ? 2 : Math.max(2, contacts[(int) (MUCH * contacts.length)]);
    }

    /**
     * The dialogue with all customers of a view, by the standard rule of conversations.
     *
     * @param view the interactions as of an instant
     * @return the dialogue
     */
    public static Dialogue of(LogView view) {
        return of(view, ConversationRule.standard());
    }

    /**
     * The dialogue with all customers of a view.
     *
     * @param view the interactions as of an instant
     * @param rule what is one conversation
     * @return the dialogue
     */
    public static Dialogue of(LogView view, ConversationRule rule) {
        return new Dialogue(Objects.requireNonNull(view, "view"), Objects.requireNonNull(rule, "rule"));
    }

    /**
     * What is one conversation.
     *
     * @return the rule
     */
    public ConversationRule rule() {
        return rule;
    }

    /**
     * The number of customers.
     *
     * @return those of the view
     */
    public int size() {
        return columns.size();
    }

    /**
     * A row's customer.
     *
     * @param row from 0
     * @return the id
     */
    public String customerId(int row) {
        return columns.customerId(row);
    }

    /**
     * What all customers tell of one.
     *
     * @return the prior of each customer's share; whether customers differ at all, and if not, why it is thought so
     */
    public SharePrior prior() {
        return columns.prior();
    }

    /**
     * How much of the dialogue with a customer is theirs.
     *
     * @param row from 0
     * @return the initiative
     */
    public Initiative initiative(int row) {
        return columns.of(Objects.checkIndex(row, size()));
    }

    /**
     * How much of the dialogue with a customer is theirs.
     *
     * @param customerId the customer's id
     * @return the initiative; empty if nobody knows the customer
     */
    public Optional<Initiative> initiative(String customerId) {
        return view.row(Objects.requireNonNull(customerId, "customerId")).stream()
                .mapToObj(this::initiative)
                .findFirst();
    }

    /**
     * How much of the dialogue with all customers is theirs.
     *
     * @return the summary
     */
    public InitiativeSummary base() {
        return where("all", customer -> true);
    }

    /**
     * How much of the dialogue with some customers is theirs.
     *
     * @param name what they are called
     * @param which which customers
     * @return the summary
     */
    public InitiativeSummary where(String name, Predicate<Customer> which) {
        Objects.requireNonNull(name, "name");
        return summary(name, row -> which.test(view.customer(row)));
    }

    private InitiativeSummary summary(String name, IntPredicate rows) {
        InitiativeSummary.Sums sums = new InitiativeSummary.Sums(name, much);
        IntStream.range(0, size()).filter(rows).forEach(row -> sums.add(columns.of(row)));
        return sums.summary();
    }

    /**
     * The base broken down.
     *
     * @param attribute of customers
     * @return of each of its texts the summary, in their order; customers without it come last, as {@code (none)}. Groups under
     *     ten are put together as {@code (small groups)}, with the next larger one where all of them are under ten: else the base
     *     less the others would tell of them. Empty if the base is under ten
     * @throws IllegalArgumentException if the attribute is blank
     */
    public List<InitiativeSummary> by(String attribute) {
        Groups groups = Groups.of(view, attribute, row -> true);
        return groups.sizes().keySet().stream()
                .sorted(Comparator.comparing(Groups.NONE::equals))
                .map(name -> summary(name, groups.rows(name)))
                .toList();
    }

    /**
     * Who only looks engaged: much contact, little of it theirs. As many conversations as the upper quarter of those who have any,
     * two at the least, of which less than 40 % are the customer's with a probability of 0.6 or more.
     *
     * @return rows, those with most conversations first
     */
    public List<Integer> muchContactLittleOfItTheirs() {
        return IntStream.range(0, size())
                .filter(row -> InitiativeSummary.Sums.isMisread(columns.of(row), much))
                .boxed()
                .sorted((one, other) -> {
                    int order = Long.compare(contacts(other), contacts(one));
                    return order == 0 ? Integer.compare(one, other) : order;
                })
                .toList();
    }

    private long contacts(int row) {
        return columns.own(row) + columns.company(row);
    }

    /**
     * Whom to ask how they want to engage, because their data say too little: nothing is stated on their record, they did fewer than
     * three things of their own accord or it is not sure who leads, and the company contacts them.
     *
     * @param preferences of the same view
     * @return those who are contacted most, first
     * @throws IllegalArgumentException if they are of another number of customers
     */
    public List<AskFirst> whomToAsk(ContactPreferences preferences) {
        if (preferences.size() != size()) {
            throw new IllegalArgumentException("preferences must be of the same view, with " + size()
                    + " customers, were of " + preferences.size());
        }
        return IntStream.range(0, size())
                .parallel()
                .filter(row -> preferences.contacts(row) > 0
                        && view.customer(row).preferences().equals(Preferences.none()))
                .boxed()
                .flatMap(row -> AskFirst.of(
                        customerId(row), preferences.acts(row), preferences.contacts(row), columns.probability(row))
                        .filter(each -> preferences.channel(row).isPresent())
                        .stream())
                .sorted(Comparator.comparingLong(AskFirst::contacts).reversed().thenComparing(AskFirst::customerId))
                .toList();
    }

    /**
     * How the customers like to be contacted, and how well the company keeps to it.
     *
     * @param zones where customers live
     * @return the preferences, computed anew
     */
    public ContactPreferences preferences(CustomerZones zones) {
        return ContactPreferences.of(view, zones);
    }

    /**
     * Which part of what customers do is spontaneous, goes on with their own, or was provoked by the company: a check on the rule of
     * conversations.
     *
     * @return the shares, computed anew
     * @throws io.engagement.fit.FitException if no customer acts behind another act
     */
    public Provocation provocation() {
        return Provocation.of(view);
    }

    /**
     * How long customers rest as a rule, for a score of how unusual a silence is.
     *
     * @param zone in which days begin
     * @return the habit, fitted anew
     * @throws io.engagement.fit.FitException if too few customers came back
     */
    public Fitted<SilenceHabit> habit(ZoneId zone) {
        return SilenceHabit.fit(view, zone);
    }

    /**
     * The goals that customers state.
     *
     * @param how they are stated, reached and served
     * @return the goals, computed anew
     */
    public CustomerGoals goals(GoalRule how) {
        return CustomerGoals.of(view, how);
    }

    /**
     * A score of the same share, for plans, the live store and Spark: the expected share of conversations that the customer began,
     * with what all customers of this base tell.
     *
     * @return a scorer {@code own_share}; NaN without a conversation of a known initiator
     */
    public Scorer ownShare() {
        SharePrior known = prior();
        Measure own = rule.conversations(Initiator.CUSTOMER);
        Measure company = rule.conversations(Initiator.COMPANY);
        return Scorer.of("own_share", Scale.PROBABILITY, own, company, (k, others) -> {
            long n = (long) (k + others);
            return n > 0 ? known.posterior((long) k, n).mean() : Double.NaN;
        });
    }

    /**
     * The base, then its groups.
     *
     * @param attributes of customers by which the base is broken down one after another; none for the base alone
     * @return one table; of groups of fewer than ten customers nothing is told but their name
     */
    public Table summary(String... attributes) {
        List<InitiativeSummary> rows = new ArrayList<>(List.of(base()));
        for (String attribute : attributes) {
            by(attribute).forEach(group -> rows.add(group.named(attribute + " = " + group.name())));
        }
        return InitiativeSummary.table(rows);
    }

    /**
     * All customers, one a row.
     *
     * @return their conversations, share, interval, class, probability and trend
     */
    public Table customers() {
        Table.Builder table = Table.builder()
                .column("customer")
                .column("own")
                .column("company")
                .column("unknown")
                .column("own_share", "%.3f")
                .column("lower", "%.3f")
                .column("upper", "%.3f")
                .column("class")
                .column("leading")
                .column("leading_probability", "%.3f")
                .column("trend_log_odds", "%.2f")
                .column("trend_error", "%.2f")
                .column("much_contact_little_of_it_theirs");
        // Of which a large base has few.
        Map<Share, Interval> intervals = new HashMap<>();
        for (int row = 0; row < size(); row++) {
            Initiative each = columns.of(row);
            Interval interval = each.isKnown()
                    ? intervals.computeIfAbsent(each.share(), share -> each.interval())
                    : each.interval();
            table.row(
                    customerId(row),
                    each.own(),
                    each.company(),
                    each.unknown(),
                    each.mean(),
                    interval.lower(),
                    interval.upper(),
                    each.initiativeClass().map(InitiativeSummary::word).orElse(null),
                    each.isKnown() ? InitiativeSummary.word(each.leading()) : null,
                    each.isKnown() ? each.probability() : Double.NaN,
                    each.trend(),
                    each.trendError(),
                    InitiativeSummary.Sums.isMisread(each, much));
        }
        return table.build();
    }

    /**
     * The base for a reader: the share that is theirs, how sure that is, and who only looks engaged.
     *
     * @return a few lines, each ended by {@code \n}; the same in every locale
     */
    @Override
    public String toString() {
        return InitiativeSummary.words(base(), prior());
    }
}
