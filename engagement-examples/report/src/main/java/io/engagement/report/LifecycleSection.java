package io.engagement.report;

import io.engagement.fit.FitException;
import io.engagement.strategy.lifecycle.LifecyclePeriod;
import io.engagement.table.Table;
import java.util.List;

/** Who is new, stays, comes back and rests, and who went from which stage to which. */
final class LifecycleSection {
    private final Analysis analysis;

    private LifecycleSection(Analysis analysis) {
        this.analysis = analysis;
    }

    static Section of(Analysis analysis) {
        LifecycleSection own = new LifecycleSection(analysis);
        ComingAndGoing lifecycle = analysis.lifecycle();
        if (lifecycle.periods().isEmpty()) {
            return section(
                    "Nobody has bought or done anything of their own accord, as far as is known: a column mapped to purpose or to"
                            + " initiator tells it.",
                    List.of());
        }
        try {
            StageFigures stages = StageFigures.of(analysis);
            return section(own.certainty(), List.of(own.periods(lifecycle), stages.now(), stages.flows()));
        } catch (FitException none) {
            return section(
                    "Counted. Stages cannot be told: " + analysis.toldOfBase(none.happened()),
                    List.of(own.periods(lifecycle)));
        }
    }

    private String certainty() {
        return "Counted. By the calendar everybody is quiet on the first day of a "
                + analysis.time().word()
                + ": who has gone quiet is known once it is over. Stages are judged by each customer's own rhythm: one silence in ten is as"
                + " long as that of those at risk, one in a hundred as that of the lapsed, so that some of them come back.";
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "lifecycle",
                "New, staying, coming back, gone",
                "How the base renews itself: who comes, who stays, who returns and who falls silent.",
                certainty,
                figures);
    }

    private Figure periods(ComingAndGoing lifecycle) {
        Table.Builder table = Table.builder()
                .column("period")
                .column("new")
                .column("returning")
                .column("back_after_a_rest")
                .column("gone_quiet");
        List<String> labels = analysis.time().begun(lifecycle.periods()).stream()
                .map(LifecyclePeriod::label)
                .toList();
        for (int period = 0; period < labels.size(); period++) {
            table.row(
                    labels.get(period),
                    lifecycle.newcomers(period),
                    lifecycle.returning(period),
                    lifecycle.resurrected(period),
                    lifecycle.dormant(period));
        }
        String what = analysis.hasPurchases() ? "buy" : "do something of their own accord";
        return Figure.of(
                "Customers by " + analysis.time().word(),
                "Customers who " + what
                        + ": for the first time, again after the period before, or after a rest. Those who did in the"
                        + " period before and not in this one have gone quiet. "
                        + analysis.time().edges(labels) + SmallGroups.HIDDEN,
                table.build(),
                Chart.stackedBars("period", "new", "returning", "back_after_a_rest")
                        .withAxis("customers"));
    }
}
