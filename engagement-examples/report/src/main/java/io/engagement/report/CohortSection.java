package io.engagement.report;

import io.engagement.measure.Filter;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Cohorts;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who is still there of those who came in a period, and what they bring. */
final class CohortSection {
    private final Analysis analysis;
    private final Cohorts cohorts;
    private final CalendarPeriods calendar;
    /** The last period, which is mostly not over, is not shown. */
    private final int seen;

    private CohortSection(Analysis analysis, Cohorts cohorts) {
        this.analysis = analysis;
        this.cohorts = cohorts;
        this.calendar = analysis.time().calendar();
        int last = calendar.number(analysis.asOf());
        boolean isOver = !analysis.asOf().isBefore(calendar.start(last + 1).minusMillis(1));
        this.seen = cohorts.size() - (isOver ? 0 : 1);
    }

    static Section of(Analysis analysis) {
        if (!analysis.hasPurchases()) {
            return section(Analysis.NOBODY_BOUGHT, List.of());
        }
        Filter bought = analysis.purchases().filter();
        CohortSection own = new CohortSection(
                analysis, Cohorts.of(analysis.view(), bought, analysis.time().calendar()));
        if (own.shown().isEmpty() || own.seen < 2) {
            return section(
                    "No " + analysis.time().word() + " in which " + SmallGroups.FEWEST
                            + " customers or more came is over long enough.",
                    List.of());
        }
        List<Figure> figures = new ArrayList<>(List.of(own.stay(), own.all()));
        own.revenue().ifPresent(figures::add);
        return section(
                "Counted. Groups of fewer than " + SmallGroups.FEWEST
                        + " customers are left out, with the next larger one where a sum would give them away, and so is the last "
                        + analysis.time().word() + " where it is not over. "
                        + own.begins()
                        + (figures.size() == 3
                                ? ""
                                : " No purchase has an amount: a column mapped to value gives what they bring."),
                figures);
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "cohorts",
                "Do they come back? By when they first bought",
                "Each row is the customers who first bought in one period; to the right, how many of them bought again later.",
                certainty,
                figures);
    }

    /** Who was a customer before the log begins looks like a newcomer at its beginning. */
    private String begins() {
        String first = cohorts.label(0);
        return analysis.time()
                        .begins(first)
                        .map(day -> "Of " + first + " only what is from " + day + " on is known, and who")
                        .orElse("Who")
                + " bought before the log begins stands among the first.";
    }

    /** Cohorts that are large enough and at least one period old. */
    private List<Integer> shown() {
        return IntStream.range(0, Math.max(0, seen - 1))
                .filter(cohort -> analysis.lifecycle().isCohortShown(cohorts.label(cohort)))
                .boxed()
                .toList();
    }

    private List<String> later() {
        return IntStream.range(1, seen).mapToObj(since -> "+" + since).toList();
    }

    private String across() {
        return analysis.time().word() + "s since the first purchase";
    }

    private Figure stay() {
        Table.Builder table = Table.builder().column("first_bought").column("customers");
        later().forEach(name -> table.column(name, "%.0f"));
        for (int cohort : shown()) {
            int[] active = cohorts.customers(cohort);
            List<Object> cells = new ArrayList<>(List.of(cohorts.label(cohort), cohorts.came(cohort)));
            for (int since = 1; since < seen; since++) {
                cells.add(cohort + since < seen ? 100.0 * active[since] / cohorts.came(cohort) : Double.NaN);
            }
            table.row(cells.toArray());
        }
        return Figure.of(
                "Who buys again",
                "Of 100 customers who first bought in the " + analysis.time().word()
                        + " of the row, how many bought so many later. A column that grows paler downwards: newer customers come back"
                        + " less.",
                table.build(),
                Chart.heatMap("first_bought", later(), across(), "share who bought (%)"));
    }

    private Figure all() {
        Table.Builder table = Table.builder().column(Say.capital(across())).column("Bought (%)", "%.1f");
        for (int since = 1; since < seen; since++) {
            table.row(since, 100 * cohorts.retention(since));
        }
        return Figure.of(
                "All together",
                "The same over all who first bought so long ago. Where it runs level, who is left stays.",
                table.build(),
                Chart.lines(Say.capital(across()), Chart.Line.of("Bought (%)")).withAxis("share who bought (%)"));
    }

    /** Empty where nothing has an amount. */
    private Optional<Figure> revenue() {
        Table.Builder table = Table.builder().column("first_bought").column("customers");
        List<String> names = new ArrayList<>(List.of("+0"));
        names.addAll(later());
        names.forEach(name -> table.column(name, "%,.2f"));
        boolean isAny = false;
        for (int cohort : shown()) {
            double[] revenue = cohorts.revenue(cohort);
            List<Object> cells = new ArrayList<>(List.of(cohorts.label(cohort), cohorts.came(cohort)));
            for (int since = 0; since < seen; since++) {
                boolean isSeen = cohort + since < seen;
                isAny |= isSeen && revenue[since] != 0;
                cells.add(isSeen ? revenue[since] / cohorts.came(cohort) : Double.NaN);
            }
            table.row(cells.toArray());
        }
        return isAny
                ? Optional.of(Figure.of(
                        "What they bring",
                        "What a customer of the row spent on average in each "
                                + analysis.time().word() + "; those who bought nothing count as 0. The first "
                                + analysis.time().word() + ", in which all bought, stands in the table.",
                        table.build(),
                        Chart.heatMap("first_bought", later(), across(), analysis.amounts("Spent per customer"))))
                : Optional.empty();
    }
}
