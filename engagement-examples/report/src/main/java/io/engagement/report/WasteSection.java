package io.engagement.report;

import io.engagement.dialogue.answers.CostPerAnswer;
import io.engagement.dialogue.answers.Waste;
import io.engagement.table.Table;
import java.util.Comparator;
import java.util.List;

/** What contacts cost that nobody answers, and what an answer costs. */
final class WasteSection {
    private final Analysis analysis;
    private final List<Waste.Row> rows;

    private WasteSection(Analysis analysis) {
        this.analysis = analysis;
        this.rows = analysis.waste().rows().stream()
                .filter(row -> !Double.isNaN(row.cost()) && analysis.isCostShown(row.purpose(), row.channel()))
                .sorted(Comparator.comparingDouble(Waste.Row::wasted).reversed())
                .toList();
    }

    static Section of(Analysis analysis) {
        WasteSection own = new WasteSection(analysis);
        return own.rows.isEmpty()
                ? section(
                        "No cost of a contact of ours is known that has waited for an answer long enough: a column mapped to cost, or"
                                + " cost set for a file of mailings, gives it.",
                        List.of())
                : section(own.certainty(), List.of(own.figure()));
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "waste",
                "What ignored contacts cost",
                "The cost of contacts that nobody answers, by purpose and channel, and what an answer costs that would not have come"
                        + " anyway.",
                certainty,
                figures);
    }

    private String certainty() {
        Waste.Row all = analysis.waste().all();
        String share = all.cost() > 0
                ? analysis.money(all.wasted()) + " of " + analysis.money(all.cost()) + " ("
                        + Say.percent(all.wasted() / all.cost()) + ") went to contacts that nobody answered. "
                : "";
        String unknown = all.withoutCost() == 0
                ? ""
                : " Of " + Say.count(all.withoutCost()) + " contacts the cost is not known; they are left out.";
        return analysis.period() + analysis.sampled() + share
                + "An answer is an act on the channel of the contact: who reads a mail and buys in a store has not answered it."
                + unknown;
    }

    private Figure figure() {
        Table.Builder table = Table.builder()
                .column("our_contact")
                .column("asks")
                .column(analysis.amounts("Not answered"), "%,.2f")
                .column(analysis.amounts("Answered"), "%,.2f")
                .column(analysis.amounts("Cost of an answer"), "%,.2f")
                .column(analysis.amounts("Cost of an answer beyond coincidence"));
        for (Waste.Row row : rows) {
            if (!row.purpose().equals("all")) {
                table.row(
                        Say.contact(row.purpose(), row.channel()),
                        row.asks(),
                        row.wasted(),
                        row.cost() - row.wasted(),
                        row.perAnswer(),
                        beyond(row));
            }
        }
        return Figure.of(
                "Cost by channel and purpose",
                analysis.sampled()
                        + "What was spent on contacts that were answered and on those that were not. An answer that would have come anyway is worth"
                        + " nothing: the last column leaves these out, with a 95 % interval.",
                table.build(),
                Chart.stackedBars("our_contact", analysis.amounts("Not answered"), analysis.amounts("Answered"))
                        .withAxis(analysis.amounts("Cost")));
    }

    private static String beyond(Waste.Row row) {
        CostPerAnswer cost = row.perModelled();
        return cost.unsaid()
                .map(why -> "cannot be said: " + why)
                .orElseGet(() -> Say.money(cost.value()) + " ("
                        + Say.money(cost.interval().lower()) + " to "
                        + Say.money(cost.interval().upper()) + ")");
    }
}
