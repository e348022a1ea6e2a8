package io.engagement.strategy.policy;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.index.Parallel;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which of the company's contacts a {@link ContactPolicy} would have withheld, by department and customer: each is judged by what
 * was known before it. Contacts of one instant are taken in the order of the log. What customers' records say, such as consent, is
 * taken as it is now. Immutable.
 */
public final class ContactAudit implements Tabular {
    private final List<Violation> violations;
    private final Map<String, Integer> contacts;

    /**
     * A contact that was forbidden.
     *
     * @param customerId whose
     * @param at when
     * @param department whose it was, empty if not recorded
     * @param reason why it was forbidden
     */
    public record Violation(String customerId, Instant at, String department, ContactReason reason) {
        /**
         * Refuses nulls.
         *
         * @param customerId whose
         * @param at when
         * @param department whose it was, empty if not recorded
         * @param reason why it was forbidden
         */
        public Violation {
            Objects.requireNonNull(customerId, "customerId");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(department, "department");
            Objects.requireNonNull(reason, "reason");
        }
    }

    private ContactAudit(List<Violation> violations, Map<String, Integer> contacts) {
        this.violations = List.copyOf(violations);
        this.contacts = contacts;
    }

    /**
     * Audits the past.
     *
     * @param policy what is allowed
     * @param view all that happened
     * @param from from when on contacts are judged; earlier ones count for caps
     * @return the audit
     * @throws IllegalArgumentException if a contact's channel is not one of the policy's, or a wish on a customer's record cannot be
     *     read
     */
    public static ContactAudit of(ContactPolicy policy, LogView view, Instant from) {
        long first = Millis.of(from);
        ViewStates states = new ViewStates(policy.layout(), view);
        List<CustomerAudit> all = Parallel.run(() -> IntStream.range(0, view.customers())
                .parallel()
                .mapToObj(row -> CustomerAudit.of(policy, view, states, row, first))
                .toList());
        Map<String, Integer> contacts = new TreeMap<>();
        all.forEach(each -> each.contacts.forEach((name, count) -> contacts.merge(name, count, Integer::sum)));
        return new ContactAudit(
                all.stream()
                        .map(each -> each.violations)
                        .flatMap(Collection::stream)
                        .toList(),
                contacts);
    }

    /** Of one customer. */
    private record CustomerAudit(List<Violation> violations, Map<String, Integer> contacts) {
        static CustomerAudit of(ContactPolicy policy, LogView view, ViewStates states, int row, long first) {
            CustomerAudit audit = new CustomerAudit(new ArrayList<>(), new TreeMap<>());
            double[] slots = states.begin(row);
            for (int i = view.start(row); i < view.end(row); i++) {
                InteractionKind kind = view.kinds().get(view.kindIndex(i));
                if (view.epochMilli(i) >= first && Sides.CONTACTS.matches(kind)) {
                    audit.judge(policy, view, row, i, slots);
                }
                states.add(i, slots);
            }
            return audit;
        }

        private void judge(ContactPolicy policy, LogView view, int row, int position, double[] slots) {
            InteractionKind kind = view.kinds().get(view.kindIndex(position));
            String department = kind.department().orElse("");
            long at = view.epochMilli(position);
            contacts.merge(department, 1, Integer::sum);
            ContactReason reason = policy.reader().reason(slots, 0, kind.channel(), kind.purpose(), at);
            if (!reason.mayContact()) {
                violations.add(new Violation(view.customerId(row), Instant.ofEpochMilli(at), department, reason));
            }
        }
    }

    /**
     * The contacts that were forbidden.
     *
     * @return by customer, then in the order of time
     */
    public List<Violation> violations() {
        return violations;
    }

    /**
     * How many contacts each department made.
     *
     * @return by department, allowed ones and others; "" where none is recorded
     */
    public Map<String, Integer> contacts() {
        return contacts;
    }

    /** A row for each contact that was forbidden. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("customer")
                .column("at")
                .column("department")
                .column("reason");
        violations.forEach(each -> table.row(each.customerId, each.at, each.department, each.reason));
        return table.build();
    }

    /** By department and reason. */
    @Override
    public String toString() {
        Table.Builder table = Table.builder()
                .column("department")
                .column("contacts")
                .column("forbidden")
                .column("customers")
                .column("reason");
        contacts.forEach((department, made) -> {
            for (ContactReason reason : ContactReason.values()) {
                List<Violation> found = violations.stream()
                        .filter(each -> each.department.equals(department) && each.reason == reason)
                        .toList();
                if (!found.isEmpty()) {
                    long customers =
                            found.stream().map(Violation::customerId).distinct().count();
                    table.row(department.isEmpty() ? null : department, made, found.size(), customers, reason);
                }
            }
        });
        return table.build().toString();
    }
}
