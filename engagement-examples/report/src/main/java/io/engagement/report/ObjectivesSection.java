package io.engagement.report;

import io.engagement.score.Scorer;
import io.engagement.strategy.objective.ObjectiveProgress;
import io.engagement.strategy.objective.Objectives;
import io.engagement.strategy.objective.ProgressTable;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.List;

/** What the company aims at, and how far it is to go. */
final class ObjectivesSection {
    private final Analysis analysis;
    private final Objectives aims;
    private final ProgressTable progress;

    private ObjectivesSection(Analysis analysis, Objectives aims) {
        this.analysis = analysis;
        this.aims = aims;
        this.progress =
                aims.progress(analysis.view(), analysis.setup().scorers().toArray(Scorer[]::new));
    }

    static Section of(Analysis analysis) {
        if (analysis.objectives().isEmpty()) {
            return section("No objectives were given: a file of them shows how far it is to go.", List.of());
        }
        try {
            ObjectivesSection own =
                    new ObjectivesSection(analysis, analysis.objectives().get());
            List<Figure> figures = new ArrayList<>(List.of(own.table()));
            own.progress.all().stream().map(own::history).forEach(figures::add);
            return section(
                    "A projection is a straight line through the last periods of " + Table.words(own.aims.period())
                            + ", with an interval of 95 %: nothing is sure, and nothing impossible.",
                    figures);
        } catch (IllegalArgumentException unfit) {
            return section("They cannot be looked at: " + analysis.toldOfBase(unfit.getMessage()), List.of());
        }
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "objectives",
                "What we aim at",
                "Where each objective stands, how far it is to go, and whether the present trend reaches it.",
                certainty,
                figures);
    }

    private Figure table() {
        Table.Builder table = Table.builder()
                .column("objective")
                .column("owner")
                .column("due")
                .column("now")
                .column("target")
                .column("to_go")
                .column("expected_when_due")
                .column("lower")
                .column("upper")
                .column("verdict");
        for (ObjectiveProgress each : progress.all()) {
            table.row(
                    each.objective().name(),
                    each.objective().owner(),
                    analysis.day(each.objective().due()),
                    each.value(),
                    each.objective().target(),
                    each.toGo(),
                    each.projection(),
                    each.interval().lower(),
                    each.interval().upper(),
                    each.verdict());
        }
        return Figure.of(
                "Where they stand",
                "To go is how much is missing; 0 means that it is met at present. Lower and upper bound what is expected when due.",
                table.build());
    }

    private Figure history(ObjectiveProgress each) {
        Table.Builder table = Table.builder().column("date").column("value").column("target");
        int size = each.history().size();
        for (int i = 0; i < size; i++) {
            table.row(
                    analysis.day(analysis.asOf().minus(aims.period().multipliedBy(size - 1L - i))),
                    each.history().get(i),
                    each.objective().target());
        }
        return Figure.of(
                each.objective().name(),
                Say.capital(String.valueOf(each.objective().figure())) + ", beside the target.",
                table.build(),
                Chart.lines("date", Chart.Line.of("value"), Chart.Line.of("target")));
    }
}
