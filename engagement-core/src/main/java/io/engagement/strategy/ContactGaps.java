package io.engagement.strategy;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.Filter;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.strategy.policy.ContactDecisions;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.strategy.policy.ContactReason;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Valuable customers whom nobody contacts and who would welcome it: the best of a score, without a contact by the company for a time,
 * of whom the policy allows one through a channel that they prefer, by their own words or by their own acts. Immutable.
 */
public final class ContactGaps implements Tabular {
    private static final Purpose ASKED = Purpose.INFORMATION;

    private final List<Gap> gaps;
    private final int valuable;

    /**
     * A customer to be contacted.
     *
     * @param customerId who
     * @param value the score
     * @param daysSinceContact since the company's last contact, NaN if there was none
     * @param channel through which they would welcome it
     * @param reason why that channel, in words
     */
    public record Gap(String customerId, double value, double daysSinceContact, Channel channel, String reason) {
        /**
         * Refuses nulls.
         *
         * @param customerId who
         * @param value the score
         * @param daysSinceContact since the company's last contact, NaN if there was none
         * @param channel through which they would welcome it
         * @param reason why that channel, in words
         */
        public Gap {
            Objects.requireNonNull(customerId, "customerId");
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(reason, "reason");
        }
    }

    private ContactGaps(List<Gap> gaps, int valuable) {
        this.gaps = List.copyOf(gaps);
        this.valuable = valuable;
    }

    /**
     * The gaps as of a view's instant.
     *
     * @param view all that is known
     * @param value what a customer is worth; the higher, the better
     * @param top which share of those with a score is valuable, above 0, at most 1
     * @param window without a contact for how long
     * @param policy whom the company may contact; quiet hours do not count, as they pass
     * @return the customers, the most valuable first
     * @throws IllegalArgumentException if the share is out of range, or as {@link ContactPolicy#mayContact(LogView, Channel, Purpose,
     *     java.time.Instant)}
     */
    public static ContactGaps of(LogView view, Scorer value, double top, Duration window, ContactPolicy policy) {
        if (!(top > 0 && top <= 1)) {
            throw new IllegalArgumentException("top must be above 0 and at most 1, was " + top);
        }
        ScoreTable scores = ScoringPlan.of(value).score(view);
        Comparator<Integer> best = Comparator.comparingDouble((Integer row) -> scores.get(row, value.name()))
                .reversed();
        List<Integer> ranked = IntStream.range(0, view.customers())
                .filter(row -> !Double.isNaN(scores.get(row, value.name())))
                .boxed()
                .sorted(best)
                .toList();
        int valuable = (int) Math.ceil(top * ranked.size());
        Welcome welcome = new Welcome(view, policy);
        double days = Millis.of(window) / 86_400_000.0;
        List<Gap> gaps = new ArrayList<>();
        for (int row : ranked.subList(0, valuable)) {
            double since = ContactCoverage.daysSinceContact(view, row);
            if (!(since < days)) {
                welcome.of(row)
                        .map(each -> new Gap(
                                view.customerId(row),
                                scores.get(row, value.name()),
                                since,
                                each.getKey(),
                                each.getValue()))
                        .ifPresent(gaps::add);
            }
        }
        return new ContactGaps(gaps, valuable);
    }

    /** Through which channel, if any, a customer would welcome a contact. */
    private static final class Welcome {
        private final LogView view;
        private final ContactPolicy policy;
        private final IntPredicate own;
        private final Map<Channel, ContactDecisions> decisions = new HashMap<>();

        Welcome(LogView view, ContactPolicy policy) {
            this.view = view;
            this.policy = policy;
            this.own = Positions.of(Filter.ownInitiative(), view);
        }

        Optional<Map.Entry<Channel, String>> of(int row) {
            Map<Channel, Integer> acts = acts(row);
            List<Channel> preferred = view.customer(row).preferences().preferred();
            Set<Channel> wanted = new LinkedHashSet<>(preferred);
            acts.entrySet().stream()
                    .sorted(Map.Entry.<Channel, Integer>comparingByValue().reversed())
                    .forEach(each -> wanted.add(each.getKey()));
            return wanted.stream()
                    .filter(policy.channels()::contains)
                    .filter(channel -> isAllowed(channel, row))
                    .findFirst()
                    .map(channel -> Map.entry(
                            channel,
                            preferred.contains(channel)
                                    ? "says that they prefer " + channel
                                    : "came by " + channel + " of their own accord, times: " + acts.get(channel)));
        }

        private Map<Channel, Integer> acts(int row) {
            Map<Channel, Integer> acts = new TreeMap<>();
            for (int i = view.start(row); i < view.end(row); i++) {
                if (own.test(i)) {
                    acts.merge(view.kinds().get(view.kindIndex(i)).channel(), 1, Integer::sum);
                }
            }
            acts.remove(Channel.UNKNOWN);
            return acts;
        }

        private boolean isAllowed(Channel channel, int row) {
            ContactReason reason = decisions
                    .computeIfAbsent(channel, each -> policy.mayContact(view, each, ASKED, view.asOf()))
                    .get(row)
                    .reason();
            return reason.mayContact() || reason == ContactReason.QUIET_HOURS;
        }
    }

    /**
     * The customers to be contacted.
     *
     * @return the most valuable first
     */
    public List<Gap> gaps() {
        return gaps;
    }

    /**
     * How many customers are valuable, contacted or not.
     *
     * @return the stated share of those with a score, rounded up
     */
    public int valuable() {
        return valuable;
    }

    /** A row for each customer. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("customer")
                .column("value", "%.2f")
                .column("days_since_contact", "%.0f")
                .column("channel")
                .column("reason");
        gaps.forEach(each ->
                table.row(each.customerId(), each.value(), each.daysSinceContact(), each.channel(), each.reason()));
        return table.build();
    }

    /** How many, then a line for each. */
    @Override
    public String toString() {
        return gaps.size() + " of " + valuable + " valuable customers would welcome a contact and have none\n"
                + table();
    }
}
