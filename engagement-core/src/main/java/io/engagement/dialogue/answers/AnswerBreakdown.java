package io.engagement.dialogue.answers;

import io.engagement.internal.base.Groups;
import io.engagement.table.Table;
import java.util.Comparator;
import java.util.List;

/** Asks, answers and their cost by an attribute of those who are asked. */
final class AnswerBreakdown {
    private final CellFigures figures;
    private final ClusteredSums sums;

    private AnswerBreakdown(CellFigures figures, ClusteredSums sums) {
        this.figures = figures;
        this.sums = sums;
    }

    static Table of(Answers answers, String attribute) {
        Groups groups = Groups.of(answers.view(), attribute, row -> true);
        List<String> names = groups.sizes().keySet().stream()
                .sorted(Comparator.comparing(Groups.NONE::equals))
                .toList();
        int[] ofRow = groups.places(names);
        AskGroup group = (row, kind, epochMilli) -> ofRow[row];
        AnswerBreakdown breakdown = new AnswerBreakdown(
                CellFigures.of(answers, names.size(), group),
                answers.modelledExcess().pass().sums(names.size(), group));
        return breakdown.table(attribute, names);
    }

    private Table table(String attribute, List<String> names) {
        Table.Builder table = Table.builder()
                .column(attribute)
                .column("asks")
                .column("open")
                .column("answered")
                .column("inferred")
                .column("late")
                .column("rate", "%.4f")
                .column("rate_se", "%.4f")
                .column("excess_by_model", "%.4f")
                .column("excess_se", "%.4f")
                .column("cost", "%.2f")
                .column("wasted", "%.2f")
                .column("per_answer", "%.2f")
                .column("note");
        for (int i = 0; i < names.size(); i++) {
            addTo(table, names.get(i), i);
        }
        addTo(table, "all", names.size());
        return table.build();
    }

    private void addTo(Table.Builder table, String name, int group) {
        AnswerCounts counts = figures.counts(group);
        ModelledExcess.Row excess = ModelledExcess.row(name, "all", group, sums);
        table.row(
                name,
                counts.closed(),
                counts.open(),
                counts.answered(),
                counts.inferred(),
                counts.late(),
                counts.rate(),
                figures.customers(group).standardError(),
                excess.byModel().value(),
                excess.byModel().standardError(),
                Waste.known(counts, counts.cost()),
                Waste.known(counts, counts.unansweredCost()),
                Waste.perAnswer(counts),
                excess.note());
    }
}
