package io.engagement.report;

import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The way of one customer: what they did, what we did, and what the scores made of it at the time. */
final class CustomerSection {
    private static final int POINTS = 100;
    private static final int EVENTS = 300;

    private final Analysis analysis;
    private final LogView own;
    private final String name;

    private CustomerSection(Analysis analysis, int row) {
        this.analysis = analysis;
        this.own = analysis.view().history(row).view();
        this.name = analysis.names().of(analysis.view().customerId(row));
    }

    static Section of(Analysis analysis) {
        List<String> scores = scores(analysis);
        int row = row(analysis);
        if (scores.isEmpty() || row < 0) {
            return section(
                    "One customer",
                    row < 0
                            ? "No customer has an interaction."
                            : "There is no score to follow: " + analysis.why("engagement"),
                    List.of());
        }
        CustomerSection path = new CustomerSection(analysis, row);
        return section(
                "One customer: " + path.name,
                "Scored as of some hundred days, each from what was known on it, by the models of today. One customer's probability is a chance, and no"
                        + " promise: of ten at 80 %, two are gone.",
                scores.stream().map(path::figure).toList());
    }

    private static Section section(String title, String certainty, List<Figure> figures) {
        return new Section(
                "customer",
                title,
                "How scores move with what a customer does of their own accord, and with their silence. Our contacts do not move them.",
                certainty,
                figures);
    }

    private static List<String> scores(Analysis analysis) {
        return List.of("p_alive", "churn_risk", "engagement").stream()
                .filter(analysis::has)
                .toList();
    }

    /** The first whom the page says to call; else the one of whom most is known; negative if nothing is known of any. */
    private static int row(Analysis analysis) {
        List<Integer> atRisk = analysis.atRisk();
        LogView view = analysis.view();
        if (!atRisk.isEmpty()) {
            return atRisk.get(0);
        }
        return IntStream.range(0, view.customers())
                .filter(row -> view.end(row) > view.start(row))
                .boxed()
                .max(Comparator.comparingInt(row -> view.end(row) - view.start(row)))
                .orElse(-1);
    }

    /** A point of the line, or an event. */
    private record Row(Instant at, double value, @Nullable String event) {}

    private Figure figure(String score) {
        List<Row> rows = new ArrayList<>(line(score));
        rows.addAll(events());
        rows.sort(Comparator.comparing(Row::at));
        Table.Builder table = Table.builder()
                .column("at")
                .column(Scores.column(score, analysis), "%.1f")
                .column("what_happened");
        rows.forEach(row -> table.row(row.at(), row.value(), row.event()));
        return Figure.of(
                Scores.title(score) + " of " + name,
                Scores.meaning(score, analysis),
                table.build(),
                Chart.path("at", Scores.column(score, analysis), "what_happened")
                        .withAxis(Scores.column(score, analysis)));
    }

    private List<Row> line(String score) {
        Scorer scorer = analysis.setup().scorer(score);
        ScoringPlan plan = ScoringPlan.of(scorer);
        Instant first = Instant.ofEpochMilli(own.epochMilli(own.start(0)));
        Duration span = Duration.between(first, analysis.asOf());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            Instant at = first.plus(span.multipliedBy(i).dividedBy(POINTS));
            ScoreTable then = plan.score(own.asOf(at));
            if (then.size() > 0 && !Double.isNaN(then.get(0, score))) {
                rows.add(new Row(at, Scores.shown(score, then.get(0, score)), null));
            }
        }
        return rows;
    }

    /** The last ones, if there are many. */
    private List<Row> events() {
        Filter bought = analysis.purchases().filter();
        List<Row> rows = new ArrayList<>();
        for (int i = Math.max(own.start(0), own.end(0) - EVENTS); i < own.end(0); i++) {
            InteractionKind kind = own.kinds().get(own.kindIndex(i));
            String event = bought.matches(own, i) ? "purchase" : event(kind);
            rows.add(new Row(Instant.ofEpochMilli(own.epochMilli(i)), Double.NaN, event));
        }
        return rows;
    }

    private static String event(InteractionKind kind) {
        if (kind.initiator() == Initiator.CUSTOMER) {
            return "they began";
        }
        return kind.initiator() == Initiator.COMPANY ? "we began" : "not known who began";
    }
}
