package io.engagement.strategy.policy;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.index.Parallel;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Who may be contacted, and why the others may not. Immutable. */
public final class ContactDecisions implements Tabular {
    private final LogView view;
    private final Channel channel;
    private final Purpose purpose;
    private final Instant instant;
    private final ContactDecision[] decisions;

    private ContactDecisions(
            LogView view, Channel channel, Purpose purpose, Instant instant, ContactDecision[] decisions) {
        this.view = view;
        this.channel = channel;
        this.purpose = purpose;
        this.instant = instant;
        this.decisions = decisions;
    }

    static ContactDecisions of(
            LogView view, Channel channel, Purpose purpose, Instant instant, IntFunction<ContactDecision> ofRow) {
        return new ContactDecisions(
                view, channel, purpose, instant, Parallel.run(() -> IntStream.range(0, view.customers())
                        .parallel()
                        .mapToObj(ofRow)
                        .toArray(ContactDecision[]::new)));
    }

    /**
     * How many customers were asked about.
     *
     * @return all of the view
     */
    public int size() {
        return decisions.length;
    }

    /**
     * A row's customer.
     *
     * @param row from 0 to {@code size() - 1}
     * @return the id
     */
    public String customerId(int row) {
        return view.customerId(row);
    }

    /**
     * The answer for a customer.
     *
     * @param row from 0 to {@code size() - 1}
     * @return the decision
     */
    public ContactDecision get(int row) {
        return decisions[Objects.checkIndex(row, decisions.length)];
    }

    /**
     * How many customers there are for each reason.
     *
     * @return those that there are, in the order of {@link ContactReason}
     */
    public Map<ContactReason, Integer> counts() {
        Map<ContactReason, Integer> counts = new EnumMap<>(ContactReason.class);
        Arrays.stream(decisions).forEach(each -> counts.merge(each.reason(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** A row for each customer. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("customer")
                .column("may_contact")
                .column("reason")
                .column("first_yes");
        for (int row = 0; row < decisions.length; row++) {
            ContactDecision each = decisions[row];
            table.row(
                    customerId(row),
                    each.mayContact(),
                    each.reason(),
                    each.firstYes().orElse(null));
        }
        return table.build();
    }

    /** How many for each reason. */
    @Override
    public String toString() {
        Table.Builder table =
                Table.builder().column("reason").column("customers").column("in_words");
        counts().forEach((reason, customers) -> table.row(reason, customers, reason.words()));
        return purpose + " through " + channel + " at " + instant + "\n" + table.build();
    }
}
