package io.engagement.dialogue.answers;

import io.engagement.domain.Actor;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.fit.Interval;
import io.engagement.history.LogView;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.text.Names;
import io.engagement.measure.Filter;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The mirror image of {@link Answers}: what customers asked of the company, and how often and how fast it answered, by the department and
 * channel that were asked. Immutable.
 */
public final class CompanyAnswers implements Tabular {
    private final Answers answers;
    private final Duration promise;
    private final List<Row> rows;

    private CompanyAnswers(Answers answers, Duration promise, List<Row> rows) {
        this.answers = answers;
        this.promise = promise;
        this.rows = rows;
    }

    /**
     * Customers' questions, complaints and requests for help are to be answered: by what the company's people send, turn by
     * turn, within 30 days.
     *
     * @return the policy
     */
    public static AnswerPolicy policy() {
        return AnswerPolicy.withDefaults()
                .withAsks(Sides.CUSTOMER_ACTS.and(Filter.purpose(Purpose.QUESTION, Purpose.COMPLAINT, Purpose.HELP)))
                .withAnswers(Sides.COMPANY_SENDS.and(Filter.actor(Actor.PERSON)))
                .withWindow(Duration.ofDays(30));
    }

    /**
     * How the company answered.
     *
     * @param view what is known
     * @param policy as of {@link #policy()}: what customers ask is an ask, what the company does an answer
     * @param promise within what time an answer is promised, such as a day
     * @return the figures
     * @throws IllegalArgumentException if the promise is shorter than a millisecond
     */
    public static CompanyAnswers of(LogView view, AnswerPolicy policy, Duration promise) {
        if (Millis.of(promise) < 1) {
            throw new IllegalArgumentException("promise must be at least a millisecond, was " + promise);
        }
        Answers answers = Answers.of(view, policy);
        List<Desk> desks = IntStream.of(answers.kinds())
                .mapToObj(kind -> Desk.of(view.kinds().get(kind)))
                .distinct()
                .sorted(Comparator.comparing(Desk::department).thenComparing(Desk::channel))
                .toList();
        int[] ofKind = view.kinds().stream()
                .mapToInt(kind -> desks.indexOf(Desk.of(kind)))
                .toArray();
        CellFigures figures = CellFigures.of(answers, desks.size(), (row, kind, epochMilli) -> ofKind[kind]);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i <= desks.size(); i++) {
            Desk desk = i < desks.size() ? desks.get(i) : Desk.ALL;
            AnswerCounts counts = figures.counts(i);
            long customers = figures.customers(i).customers();
            figures.times(i)
                    .map(times -> new Row(desk.department(), desk.channel(), counts, customers, times, promise))
                    .ifPresent(rows::add);
        }
        return new CompanyAnswers(answers, promise, List.copyOf(rows));
    }

    /** Who is asked. */
    private record Desk(String department, String channel) {
        static final Desk ALL = new Desk("all", "all");

        static Desk of(InteractionKind kind) {
            return new Desk(
                    kind.department().orElse(Names.NOT_RECORDED), kind.channel().name());
        }
    }

    /**
     * One department and channel.
     *
     * @param department that was asked; {@code all} for all together
     * @param channel on which it was asked; {@code all} for all together
     * @param counts of asks and answers
     * @param customers whose asks are closed
     * @param times how long answers take
     * @param promise within what time they are promised
     */
    public record Row(
            String department,
            String channel,
            AnswerCounts counts,
            long customers,
            AnswerTimes times,
            Duration promise) {
        /**
         * Checks that nothing is missing.
         *
         * @param department that was asked
         * @param channel on which it was asked
         * @param counts of asks and answers
         * @param customers whose asks are closed
         * @param times how long answers take
         * @param promise within what time they are promised
         */
        public Row {
            Objects.requireNonNull(department, "department");
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(counts, "counts");
            Objects.requireNonNull(times, "times");
            Objects.requireNonNull(promise, "promise");
        }

        /**
         * The share that is answered within the promise, by Kaplan and Meier.
         *
         * @return from 0 to 1; NaN where nothing is known of so long a time
         */
        public double withinPromise() {
            return times.within(promise);
        }

        /**
         * The interval of {@link #withinPromise}.
         *
         * @return at the level 0.95, of asks that are independent of each other; NaN of a single customer
         */
        public Interval withinPromiseInterval() {
            return times.withinInterval(promise);
        }
    }

    /**
     * A customer who waits.
     *
     * @param customerId who
     * @param since when the customer asked first
     * @param age how long ago that is
     * @param contacts how often the customer has asked since
     * @param kind of the first of them
     */
    public record Waiting(String customerId, Instant since, Duration age, int contacts, InteractionKind kind) {
        /**
         * Checks that nothing is missing.
         *
         * @param customerId who
         * @param since when the customer asked first
         * @param age how long ago that is
         * @param contacts how often the customer has asked since
         * @param kind of the first of them
         */
        public Waiting {
            Objects.requireNonNull(customerId, "customerId");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(age, "age");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /**
     * All rows.
     *
     * @return by department and channel, and that of all together; empty if nobody asked
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * All together.
     *
     * @return the last row; empty if nobody asked
     */
    public Optional<Row> all() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    }

    /**
     * The asks without an answer, those also whose windows have passed.
     *
     * @return the oldest first
     */
    public List<Waiting> waiting() {
        LogView view = answers.view();
        List<Waiting> waiting = new ArrayList<>();
        for (AskColumns asks : answers.chunks()) {
            for (int i = 0; i < asks.size(); i++) {
                if (asks.isWaiting(i)) {
                    Instant since = Instant.ofEpochMilli(asks.first(i));
                    waiting.add(new Waiting(
                            view.customerId(asks.row(i)),
                            since,
                            Duration.between(since, view.asOf()),
                            asks.contacts(i),
                            view.kinds().get(asks.kind(i))));
                }
            }
        }
        waiting.sort(Comparator.comparing(Waiting::since).thenComparing(Waiting::customerId));
        return List.copyOf(waiting);
    }

    /**
     * How often customers come back after they were answered.
     *
     * @param within of which time: {@code Duration.ofDays(7)}
     * @return of answers after which so long a time is known
     * @throws IllegalArgumentException if the time is shorter than a millisecond
     */
    public RepeatContacts repeats(Duration within) {
        return RepeatContacts.of(answers, Objects.requireNonNull(within, "within"));
    }

    /** As text. */
    @Override
    public String toString() {
        return table().toString();
    }

    /**
     * Those who wait, as text.
     *
     * @param most lines
     * @return a table, the oldest first
     */
    public String waitingText(int most) {
        Table.Builder table = Table.builder()
                .column("customer")
                .column("since")
                .column("days", "%.1f")
                .column("contacts")
                .column("purpose")
                .column("channel")
                .column("department");
        waiting().stream()
                .limit(most)
                .forEach(each -> table.row(
                        each.customerId(),
                        each.since(),
                        each.age().toMillis() / 86_400_000.0,
                        each.contacts(),
                        each.kind().purpose(),
                        each.kind().channel(),
                        each.kind().department().orElse(Names.NOT_RECORDED)));
        return table.build().toString();
    }

    /** A row for each department and channel, and all together. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("department")
                .column("channel")
                .column("asks")
                .column("open")
                .column("answered")
                .column("late")
                .column("rate", "%.4f")
                .column("median_hours", "%.2f")
                .column("median_lower", "%.2f")
                .column("median_upper", "%.2f")
                .column("of_those_answered_hours", "%.2f")
                .column("promise_hours", "%.2f")
                .column("within_promise", "%.4f")
                .column("promise_lower", "%.4f")
                .column("promise_upper", "%.4f")
                .column("note");
        rows.forEach(row -> addTo(table, row));
        return table.build();
    }

    private void addTo(Table.Builder table, Row row) {
        AnswerTimes.TimeInterval median = row.times().quantileInterval(0.5);
        table.row(
                row.department(),
                row.channel(),
                row.counts().closed(),
                row.counts().open(),
                row.counts().answered(),
                row.counts().late(),
                row.counts().rate(),
                ResponseRates.hours(row.times().median()),
                ResponseRates.hours(median.lower()),
                ResponseRates.hours(median.upper()),
                ResponseRates.hours(row.times().medianOfAnswered()),
                ResponseRates.hours(Optional.of(promise)),
                row.withinPromise(),
                row.withinPromiseInterval().lower(),
                row.withinPromiseInterval().upper(),
                row.times().median().isEmpty() ? "more than half unanswered" : "");
    }
}
