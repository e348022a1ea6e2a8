package io.engagement.report;

import io.engagement.fit.FitException;
import io.engagement.journey.Journey;
import io.engagement.journey.StageFlows;
import io.engagement.measure.Filter;
import io.engagement.strategy.lifecycle.Lifecycle;
import io.engagement.strategy.lifecycle.LifecyclePeriod;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who is new, stays, comes back and rests, and who went from which stage to which. */
final class LifecycleSection {
    private static final Duration BACK = Duration.ofDays(90);

    private final Analysis analysis;

    private LifecycleSection(Analysis analysis) {
        this.analysis = analysis;
    }

    static Section of(Analysis analysis) {
        LifecycleSection own = new LifecycleSection(analysis);
        Lifecycle lifecycle =
                Lifecycle.of(analysis.view(), own.activity(), analysis.time().calendar());
        if (lifecycle.periods().isEmpty()) {
            return section(
                    "Nobody has bought or done anything of their own accord, as far as is known: a column mapped to purpose or to"
                            + " initiator tells it.",
                    List.of());
        }
        try {
            Journey journey = Journey.of(analysis.sample());
            return section(own.certainty(), List.of(own.periods(lifecycle), own.stages(journey), own.flows(journey)));
        } catch (FitException none) {
            return section(
                    "Counted. Stages cannot be told: " + Say.sentence(none.happened()),
                    List.of(own.periods(lifecycle)));
        }
    }

    private String certainty() {
        return "Counted. By the calendar everybody is dormant on the first day of a "
                + analysis.time().word()
                + ": the last one is not over. Stages are judged by each customer's own rhythm: one silence in ten is as"
                + " long as that of those at risk, one in a hundred as that of the lapsed, so that some of them come back.";
    }

    /** Purchases, or where there are none what they do of their own accord. */
    private Filter activity() {
        return analysis.hasPurchases() ? analysis.purchases().filter() : Filter.ownInitiative();
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "lifecycle",
                "New, staying, coming back, gone",
                "How the base renews itself: who comes, who stays, who returns and who falls silent.",
                certainty,
                figures);
    }

    private Figure periods(Lifecycle lifecycle) {
        Table.Builder table = Table.builder()
                .column("period")
                .column("new")
                .column("returning")
                .column("back_after_a_rest")
                .column("gone_quiet");
        for (LifecyclePeriod each : analysis.time().begun(lifecycle.periods())) {
            table.row(
                    each.label(),
                    Say.unlessSmall(each.newcomers()),
                    Say.unlessSmall(each.returning()),
                    Say.unlessSmall(each.resurrected()),
                    each.complete() ? Say.unlessSmall(each.dormant()) : null);
        }
        String what = analysis.hasPurchases() ? "buy" : "do something of their own accord";
        return Figure.of(
                "Customers by " + analysis.time().word(),
                "Customers who " + what
                        + ": for the first time, again after the period before, or after a rest. Those who did in the"
                        + " period before and not in this one have gone quiet. The last "
                        + analysis.time().word() + " ends on "
                        + analysis.day(analysis.asOf()) + ". " + Say.HIDDEN,
                table.build(),
                Chart.stackedBars("period", "new", "returning", "back_after_a_rest")
                        .withAxis("customers"));
    }

    private Figure stages(Journey journey) {
        Table.Builder table = Table.builder().column("stage").column("customers");
        for (String stage : journey.stages().names()) {
            long number = journey.customers(stage);
            if (number > 0) {
                table.row(Say.capital(stage), Say.unlessSmall(number));
            }
        }
        return Figure.of(
                "Where customers are now",
                analysis.sampled() + "The last stage that each has come to. " + Say.HIDDEN,
                table.build(),
                Chart.bars("stage", "customers").withAxis("customers"));
    }

    /** Of a short time a third, so that there is a before. */
    private Duration back() {
        Duration third = Duration.ofDays(Math.max(1, analysis.time().span().toDays() / 3));
        return third.compareTo(BACK) < 0 ? third : BACK;
    }

    private Figure flows(Journey journey) {
        Duration back = back();
        Instant from = analysis.time().since(back);
        StageFlows flows = journey.flows(from, analysis.asOf());
        List<String> stages = new ArrayList<>(journey.stages().names().stream()
                .filter(stage -> flows.after(stage) > 0 || flows.before(stage) > 0)
                .toList());
        List<String> before = new ArrayList<>(stages);
        before.add(StageFlows.NEW);
        Table.Builder table = Table.builder().column("from");
        stages.forEach(stage -> table.column("to " + stage));
        for (String stage : before) {
            List<Object> cells =
                    new ArrayList<>(List.of(stage.equals(StageFlows.NEW) ? "New since then" : Say.capital(stage)));
            stages.forEach(to -> cells.add(Say.cell(flows.count(stage, to))));
            table.row(cells.toArray());
        }
        return Figure.of(
                "Where they went in " + Table.words(back),
                analysis.sampled() + "Rows: the stage on " + analysis.day(from) + ". Columns: the stage on "
                        + analysis.day(analysis.asOf()) + ". The diagonal stayed where they were. " + Say.HIDDEN,
                table.build(),
                Chart.heatMap(
                        "from", stages.stream().map(stage -> "to " + stage).toList(), "stage now", "customers"));
    }
}
