package io.engagement.report;

import io.engagement.dialogue.answers.AnswerTimes;
import io.engagement.dialogue.answers.CompanyAnswers;
import io.engagement.dialogue.answers.ModelledExcess;
import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** How often our contacts are answered, how much of it is more than coincidence, and how we answer. */
final class AnswersSection {
    private static final Duration PROMISE = Duration.ofDays(1);
    private static final String ALL = "all";
    /** What the library calls a department of which there is no record. */
    private static final String NOT_RECORDED = "not recorded";

    private final Analysis analysis;
    private final List<ResponseRates.Row> rows;

    private AnswersSection(Analysis analysis) {
        this.analysis = analysis;
        this.rows = analysis.rates().rows().stream()
                .filter(row -> ContactedGroups.isAsked(row) && analysis.isAnswerShown(row.purpose(), row.channel()))
                .toList();
    }

    static Section of(Analysis analysis) {
        AnswersSection own = new AnswersSection(analysis);
        List<Figure> figures = new ArrayList<>();
        if (!own.rows.isEmpty()) {
            figures.add(own.answered());
            own.beyond().ifPresent(figures::add);
        }
        own.company().ifPresent(figures::add);
        return new Section(
                "answers",
                "Answers, and answers beyond coincidence",
                "Many who act after a contact would have acted without it. What counts is what comes on top of their own rhythm.",
                own.certainty(),
                figures);
    }

    private String certainty() {
        if (rows.isEmpty()) {
            return "No contact of ours has waited for an answer long enough, or those that have are of fewer than "
                    + SmallGroups.FEWEST
                    + " customers: a column mapped to initiator, or to direction and conversation, tells which contacts are ours.";
        }
        ResponseRates.Row all = rows.get(rows.size() - 1);
        if (all.counts().answered() == 0) {
            return analysis.period() + analysis.sampled()
                    + "No contact was answered on its own channel. Who buys in a store after a mail acts on another one:"
                    + " whether the mail had a part in it only a hold-out tells.";
        }
        String inferred = all.counts().inferred() == 0
                ? "All answers say themselves what they answer."
                : Say.percent((double) all.counts().inferred() / all.counts().answered())
                        + " of answers are inferred: the first act of the customer on the same channel in time. A column mapped to"
                        + " in_reply_to or conversation makes them certain.";
        return analysis.period() + analysis.sampled() + inferred
                + unsure()
                + " Expectations are of a model of each customer's own rhythm; they show no cause. Only a hold-out does: leave"
                + " one customer in ten out at random.";
    }

    private static String name(String purpose, String channel) {
        return purpose.equals(ALL) && channel.equals(ALL) ? "all together" : Say.contact(purpose, channel);
    }

    private Figure answered() {
        Table.Builder table = Table.builder()
                .column("our_contact")
                .column("asks")
                .column("Answered (%)", "%.1f")
                .column("Lower (%)", "%.1f")
                .column("Upper (%)", "%.1f")
                .column("half_are_answered_within");
        for (ResponseRates.Row row : rows) {
            table.row(
                    name(row.purpose(), row.channel()),
                    row.counts().closed(),
                    100 * row.counts().rate(),
                    100 * Chance.answered(row).lower(),
                    100 * Chance.answered(row).upper(),
                    row.times().flatMap(AnswerTimes::median).map(Say::time).orElse("more than half get no answer"));
        }
        return Figure.of(
                "How often our contacts are answered",
                analysis.sampled()
                        + "Asks are runs of our contacts without an act of the customer between them, whose time to answer is over. Lower and"
                        + " upper bound a 95 % interval.",
                table.build(),
                Chart.bars("our_contact", "Answered (%)")
                        .between("Lower (%)", "Upper (%)")
                        .withAxis("Answered (%)"));
    }

    /** Empty where no rhythm is known. */
    private Optional<Figure> beyond() {
        Table.Builder table = Table.builder()
                .column("our_contact")
                .column("Acted (%)", "%.1f")
                .column("Would have anyway (%)", "%.1f")
                .column("Beyond coincidence (points)", "%.1f")
                .column("Lower (points)", "%.1f")
                .column("Upper (points)", "%.1f")
                .column("note");
        for (ResponseRates.Row row : rows) {
            ModelledExcess.Row model = row.model();
            if (isModelled(model)) {
                double said = model.estimatesDisagree() ? Double.NaN : 100;
                table.row(
                        name(row.purpose(), row.channel()),
                        100 * model.acted(),
                        said * model.expected(),
                        said * model.byModel().value(),
                        said * model.byModel().interval().lower(),
                        said * model.byModel().interval().upper(),
                        note(model));
            }
        }
        return rows.stream().anyMatch(row -> isModelled(row.model()))
                ? Optional.of(Figure.of(
                        "How much of it is more than coincidence",
                        analysis.sampled()
                                + "Who acted after a contact on the channels where it is answered, beside who would have by their own rhythm. The"
                                + " difference is what came on top; where its interval reaches 0, nothing is shown."
                                + (unsaid().isEmpty()
                                        ? ""
                                        : " Where two estimates disagree, it cannot be said, and is not drawn."),
                        table.build(),
                        Chart.bars("our_contact", "Acted (%)", "Would have anyway (%)")
                                .withAxis("customers who acted (%)")))
                : Optional.empty();
    }

    private static boolean isModelled(ModelledExcess.Row model) {
        return model.asks() > 0 && model.acted() > 0;
    }

    /** Of what nobody can say how much would have come anyway. */
    private List<String> unsaid() {
        return rows.stream()
                .filter(row -> isModelled(row.model()) && row.model().estimatesDisagree())
                .map(row -> name(row.purpose(), row.channel()))
                .toList();
    }

    /** As a sentence after others; empty where all can be said. */
    private String unsure() {
        return unsaid().isEmpty()
                ? ""
                : " Of " + String.join(", ", unsaid())
                        + " two estimates of what would have come anyway disagree: it cannot be said how much is more than"
                        + " coincidence.";
    }

    private static String note(ModelledExcess.Row model) {
        if (model.estimatesDisagree()) {
            return String.format(
                    Locale.ROOT,
                    "Cannot be said: two estimates disagree, %.1f points by their own rhythm and %.1f by as long a time before each"
                            + " contact.",
                    100 * model.byModel().value(),
                    100 * model.byShift().value());
        }
        if (!model.byModel().isJudged()) {
            return "Of one customer: not judged.";
        }
        return model.byModel().isClear() ? "" : "May be coincidence.";
    }

    private Optional<Figure> company() {
        CompanyAnswers ours = CompanyAnswers.of(analysis.sample(), CompanyAnswers.policy(), PROMISE);
        List<CompanyAnswers.Row> shown = shown(ours.rows());
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        Table.Builder table = Table.builder()
                .column("they_ask")
                .column("asks")
                .column("Answered within a day (%)", "%.1f")
                .column("Lower (%)", "%.1f")
                .column("Upper (%)", "%.1f")
                .column("half_are_answered_within")
                .column("open");
        shown.forEach(row -> table.row(
                desk(row),
                row.counts().closed(),
                100 * row.withinPromise(),
                100 * row.withinPromiseInterval().lower(),
                100 * row.withinPromiseInterval().upper(),
                row.times().median().map(Say::time).orElse("more than half get no answer"),
                row.counts().open() - row.counts().answeredOpen()));
        return Optional.of(Figure.of(
                "How we answer them",
                analysis.sampled()
                        + "The other way round: questions and complaints of customers, and how soon we answer. "
                        + unanswered(ours.waiting().size()),
                table.build(),
                Chart.bars("they_ask", "Answered within a day (%)")
                        .between("Lower (%)", "Upper (%)")
                        .withAxis("Answered within a day (%)")));
    }

    /** Few are not counted. */
    private static String unanswered(int waiting) {
        if (waiting == 0) {
            return "All have had an answer.";
        }
        return (waiting < SmallGroups.FEWEST ? "Hardly any" : Say.count(waiting)) + " have had no answer so far.";
    }

    /** Of enough customers. The last row is of all together, if any is. */
    private static List<CompanyAnswers.Row> shown(List<CompanyAnswers.Row> rows) {
        List<CompanyAnswers.Row> each = rows.stream().filter(row -> !isAll(row)).toList();
        SmallGroups groups = SmallGroups.overlapping(
                each.stream().mapToLong(CompanyAnswers.Row::customers).toArray(),
                List.of(IntStream.range(0, each.size()).toArray()));
        return rows.stream()
                .filter(row -> row.customers() >= SmallGroups.FEWEST)
                .filter(row -> isAll(row) || !groups.isHidden(each.indexOf(row)))
                .toList();
    }

    private static boolean isAll(CompanyAnswers.Row row) {
        return row.department().equals(ALL) && row.channel().equals(ALL);
    }

    private static String desk(CompanyAnswers.Row row) {
        if (isAll(row)) {
            return "all together";
        }
        String by = "by " + Say.word(row.channel());
        return row.department().equals(NOT_RECORDED) ? by : row.department() + " " + by;
    }
}
