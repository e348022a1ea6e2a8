package io.engagement.report;

import io.engagement.score.ScoreTable;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who is worth most, and who of these is about to leave, with reasons. */
final class PeopleSection {
    /** Together with the customer of {@link CustomerSection} fewer than {@link Names#MOST}. */
    private static final int NAMED = 20;

    /** By what customers are worth: the first of these that there is. Contracts say more than what is made of their payments. */
    private static final List<String> VALUES = List.of("contract_value", "lifetime_value", "expected_purchases");
    /** That they are lost. */
    private static final List<String> RISKS = List.of("churn_risk", "retention_risk");

    private static final int BANDS = 4;
    private static final List<String> FROM_LEAST = List.of("0 to 25 %", "25 to 50 %", "50 to 75 %", "75 to 100 %");

    private final Analysis analysis;
    private final ScoreTable scores;
    private final String value;
    private final String risk;

    private PeopleSection(Analysis analysis, ScoreTable scores, String value, String risk) {
        this.analysis = analysis;
        this.scores = scores;
        this.value = value;
        this.risk = risk;
    }

    static Section of(Analysis analysis) {
        Optional<String> value = analysis.scores().flatMap(all -> first(all, VALUES));
        Optional<String> risk = analysis.scores().flatMap(all -> first(all, RISKS));
        if (value.isEmpty() || risk.isEmpty() || analysis.atRisk().isEmpty()) {
            return section("It cannot be said who is worth most and at risk. " + why(analysis, value, risk), List.of());
        }
        PeopleSection people = new PeopleSection(analysis, analysis.scores().orElseThrow(), value.get(), risk.get());
        return section(people.certainty(), List.of(people.worthAndRisk(), people.leaving(), people.most()));
    }

    private static String why(Analysis analysis, Optional<String> value, Optional<String> risk) {
        if (analysis.view().customers() == 0) {
            return "There are no customers.";
        }
        return value.isPresent() && risk.isPresent()
                ? "No customer has a value and a risk."
                : analysis.why(value.isEmpty() ? "lifetime_value" : "retention_risk");
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "people",
                "Valuable and at risk",
                "Whom to call this week: customers who are worth much and may be leaving, each with the reason.",
                certainty,
                figures);
    }

    private String certainty() {
        String tried = analysis.evaluation(risk)
                .map(each -> Say.sentence(Scores.inWords(each.verdict())))
                .orElse("The risk was not tried on the past.");
        return tried + " " + Scores.meaning(risk, analysis);
    }

    /** Rows of the upper quarter by value, the highest risk first. */
    static List<Integer> atRisk(ScoreTable scores) {
        Optional<String> value = first(scores, VALUES);
        Optional<String> risk = first(scores, RISKS);
        if (value.isEmpty() || risk.isEmpty()) {
            return List.of();
        }
        double[] bands = scores.bands(value.get(), BANDS);
        double[] risks = scores.column(risk.get());
        return IntStream.range(0, scores.size())
                .filter(row -> bands[row] == 1 && !Double.isNaN(risks[row]))
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> -risks[row]).thenComparing(scores::customerId))
                .limit(NAMED)
                .toList();
    }

    private static Optional<String> first(ScoreTable scores, List<String> names) {
        return names.stream().filter(scores.names()::contains).findFirst();
    }

    private Figure leaving() {
        return Figure.of(
                "Worth much, and most at risk",
                "Of the quarter of customers who are worth most, those with the highest risk, and what raises it most beside the typical"
                        + " customer; what lowers it stands after \"but\". The typical customer's risk may be higher still, as who buys"
                        + " often has less of it: then nothing of this one's raises it, and that is said."
                        + alike(analysis.atRisk(), risk, "have the same risk"),
                table(analysis.atRisk(), risk));
    }

    private Figure most() {
        List<Integer> rows = scores.top(value, NAMED).stream()
                .filter(row -> !Double.isNaN(scores.get(row, value)))
                .toList();
        return Figure.of(
                "Worth most",
                "The customers with the highest " + Scores.word(value) + ", and what raises it most."
                        + alike(rows, value, "are worth the same"),
                table(rows, value));
    }

    /** That nobody stands out, as a sentence after others; empty where some do. */
    private String alike(List<Integer> rows, String score, String how) {
        long different = rows.stream()
                .map(row ->
                        String.format(Locale.ROOT, Scores.format(score), Scores.shown(score, scores.get(row, score))))
                .distinct()
                .count();
        return rows.size() > 1 && different == 1
                ? " As far as can be told these all " + how + ": nobody stands out."
                : "";
    }

    private Table table(List<Integer> rows, String why) {
        Table.Builder table = Table.builder()
                .column("customer")
                .column(Scores.column(value, analysis), Scores.format(value))
                .column(Scores.column(risk, analysis), Scores.format(risk))
                .column("why");
        for (int row : rows) {
            table.row(
                    analysis.names().of(scores.customerId(row)),
                    scores.get(row, value),
                    Scores.shown(risk, scores.get(row, risk)),
                    Say.sentence(Scores.inWords(scores.explain(row, why).whyHigh())));
        }
        return table.build();
    }

    /** Whether how a score is spread, beside the table of values and risks, would tell of the few who have none. */
    static boolean isSpreadTelling(ScoreTable scores, String score) {
        Optional<String> value = first(scores, VALUES);
        return value.isPresent()
                && isRisk(scores, score)
                && SmallGroups.isRestSmall(counts(scores, value.get(), score));
    }

    /** Whether a score is the risk of the table of values and risks. */
    static boolean isRisk(ScoreTable scores, String score) {
        return first(scores, RISKS).filter(score::equals).isPresent();
    }

    /** By quarter of value and by risk; those without a value or a risk are in the last row and column. */
    private static long[][] counts(ScoreTable scores, String value, String risk) {
        double[] worth = scores.bands(value, BANDS);
        double[] risks = scores.column(risk);
        long[][] counts = new long[BANDS + 1][BANDS + 1];
        for (int row = 0; row < risks.length; row++) {
            counts[Double.isNaN(worth[row]) ? BANDS : (int) worth[row] - 1][
                    Double.isNaN(risks[row]) ? BANDS : Math.min(BANDS - 1, (int) (risks[row] * BANDS))]++;
        }
        return counts;
    }

    private Figure worthAndRisk() {
        Table.Builder table = Table.builder().column("worth");
        FROM_LEAST.forEach(table::column);
        List<String> worths = List.of("most (upper quarter)", "much", "less", "least (lower quarter)");
        // The quarters are equal by what they are, and how risks are spread stands below.
        SmallGroups groups = SmallGroups.ofMatrixWithRest(counts(scores, value, risk));
        for (int band = 0; band < BANDS; band++) {
            List<Object> cells = new ArrayList<>(List.of(worths.get(band)));
            for (int column = 0; column < BANDS; column++) {
                cells.add(groups.cell(band * (BANDS + 1) + column));
            }
            table.row(cells.toArray());
        }
        return Figure.of(
                "How many there are",
                "Customers by what they are worth and by their risk. The upper right corner is the money that is most at risk. "
                        + SmallGroups.HIDDEN,
                table.build(),
                Chart.heatMap("worth", FROM_LEAST, Scores.title(risk), "customers"));
    }
}
