package io.engagement.report;

import io.engagement.domain.InitiatorCounts;
import io.engagement.history.LogView;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was refused, inferred and is unknown. */
final class DataSection {
    private final Analysis analysis;

    private DataSection(Analysis analysis) {
        this.analysis = analysis;
    }

    static Section of(Analysis analysis) {
        DataSection own = new DataSection(analysis);
        List<Figure> figures = new ArrayList<>();
        analysis.reading().ifPresent(reading -> {
            figures.add(own.rows(reading));
            if (!reading.rows().refusals().isEmpty()) {
                figures.add(own.refused(reading));
            }
            // They tell of ids that look alike, or odd, and of what else is in columns.
            if (!reading.notes().isEmpty() && !analysis.names().areNumbers()) {
                figures.add(own.notes(reading));
            }
        });
        if (analysis.view().size() > 0) {
            figures.add(own.known());
        }
        own.untold().ifPresent(figures::add);
        figures.add(own.kept());
        return new Section(
                "data",
                "What the data say, and what they lack",
                "Every figure on this page rests on these rows. What is refused or not known is counted, and never guessed.",
                analysis.reading().isPresent()
                        ? own.certainty(analysis.reading().get())
                        : "It was not told how the rows were read.",
                figures);
    }

    private String certainty(Reading reading) {
        long refused = reading.rows().refused();
        long all = refused + reading.rows().accepted();
        return refused == 0
                ? "No row was refused."
                : Say.count(refused) + " of " + Say.count(all) + " rows (" + Say.percent((double) refused / all)
                        + ") were refused, and are in no figure.";
    }

    private Figure rows(Reading reading) {
        Table.Builder table = Table.builder().column("rows").column("number").column("meaning");
        table.row("Accepted", reading.rows().accepted(), "In the figures of this page.");
        table.row("Refused", reading.rows().refused(), "Could not be understood: the reasons are below.");
        table.row("Left out as duplicates", reading.rows().duplicates(), "Another row of the same id says the same.");
        table.row(
                "Equal without an id",
                reading.rows().identical(),
                "Kept: two equal purchases can be real. A file that was loaded twice looks the same.");
        table.row("Left out by a condition", reading.leftOut(), "As asked.");
        table.row("Replaced", reading.repeated(), "Another row of their id stands for them.");
        if (!reading.notes().isEmpty() && analysis.names().areNumbers()) {
            table.row("Notes on the rows", reading.notes().size(), "They may name customers, and are left out here.");
        }
        table.row("Later than this page", analysis.view().laterInteractions(), "Not seen by any figure.");
        return Figure.of("Rows", "What became of all rows.", table.build());
    }

    private Figure refused(Reading reading) {
        Table.Builder table = Table.builder().column("reason").column("rows");
        Map<String, Long> counts = new LinkedHashMap<>();
        reading.rows()
                .refusals()
                .forEach((reason, refusal) -> counts.merge(analysis.told(reason), refusal.count(), Long::sum));
        counts.forEach(table::row);
        return Figure.of("Why rows were refused", "Mend these in the source, and read it again.", table.build());
    }

    private Figure notes(Reading reading) {
        Table.Builder table = Table.builder().column("worth_a_look");
        reading.notes().forEach(note -> table.row(analysis.told(note)));
        return Figure.of("Worth a look", "Nothing of this is wrong for sure.", table.build());
    }

    private Figure known() {
        LogView view = analysis.view();
        InitiatorCounts initiators = view.initiators();
        long all = view.size();
        Interactions counts = analysis.interactions();
        Table.Builder table = Table.builder()
                .column("what")
                .column("interactions")
                .column("Share (%)", "%.1f")
                .column("what_it_would_give");
        add(table, "Initiator given", initiators.given(), all, "Certain.");
        add(table, "Initiator inferred", initiators.inferred(), all, "From threads and directions, by one rule.");
        add(
                table,
                "Initiator not known",
                initiators.unknown(),
                all,
                "In no figure of engagement: a column mapped to initiator, or to direction and conversation, tells it.");
        add(
                table,
                "Without a department",
                counts.count(kind -> kind.department().isEmpty()),
                all,
                "A column mapped to department tells who contacts whom.");
        add(
                table,
                "Of no campaign",
                counts.count(kind -> kind.campaign().isEmpty()),
                all,
                "A column mapped to campaign tells what each campaign did.");
        add(
                table,
                "Purchases without an amount",
                counts.withoutAmount(),
                counts.purchases(),
                "A column mapped to value tells what customers are worth.");
        return Figure.of(
                "What is known of interactions",
                "Of how many it is known, and what a column would give that is not there.",
                table.build());
    }

    /** Options of the command line; empty where all are told. */
    private Optional<Figure> untold() {
        Table.Builder table = Table.builder().column("what").column("option").column("what_it_would_give");
        boolean isAny = false;
        if (analysis.currency().isEmpty() && !analysis.currencyTold().isEmpty()) {
            table.row("Currency", "--currency", "Amounts have their currency beside them.");
            isAny = true;
        }
        if (analysis.setup().margin() >= 1 && (analysis.has("lifetime_value") || analysis.has("contract_value"))) {
            table.row("Margin", "--margin", "Values are of what is left of payments; now it is 100.0 %.");
            isAny = true;
        }
        if (analysis.objectives().isEmpty()) {
            table.row("Objectives", "--objectives", "The page shows how far it is to go.");
            isAny = true;
        }
        return isAny
                ? Optional.of(Figure.of(
                        "What else could be told",
                        "For whoever makes this page: options of the command line.",
                        table.build()))
                : Optional.empty();
    }

    /** What of small groups cannot be had from this page, and what can. */
    private Figure kept() {
        String few = "fewer than " + SmallGroups.FEWEST + " customers";
        Table.Builder table =
                Table.builder().column("figures").column("small_groups").column("how");
        table.row(
                "How many customers",
                "Hidden",
                "Groups of " + few
                        + ", and others where sums of this page's tables would give them away; also those who have not bought, have"
                        + " no score, or lie beyond a chart.");
        table.row(
                "Contacts, answers, costs",
                "Hidden",
                "What " + few + " had is not told, nor the next larger one where a sum would give it away.");
        table.row(
                "Shares and means",
                "Not hidden",
                "Of a group that is shown they are told however few did it: 8 % of 12 customers is one customer, and so is what they spent.");
        table.row(
                "Figures as of different days",
                "Not hidden",
                "A trial on the past, a tracking line or another page tells of customers as of its own day: who sets them side by side may"
                        + " find who came between.");
        table.row(
                "Customers who are listed",
                "Not hidden",
                (analysis.names().areNumbers() ? "No id is told" : "At most " + Names.MOST + " ids are told")
                        + ", but scores, reasons and one customer's contacts are: who knows them may know whose they are.");
        return Figure.of(
                "What is kept of small groups",
                "Whom this page can be shown to: what of few customers cannot be had from it, and what can.",
                table.build());
    }

    private static void add(Table.Builder table, String what, long number, long all, String gives) {
        table.row(what, number, all == 0 ? Double.NaN : 100.0 * number / all, gives);
    }
}
