package io.engagement.report;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.domain.TimeScale;
import io.engagement.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a model makes of how often and how lately a customer bought. */
final class RhythmSection {
    private static final int COLUMNS = 9;
    private static final double MOST = 0.99;
    private static final List<Integer> TIMES = List.of(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100);
    private static final int ROWS = 12;

    private final Analysis analysis;
    private final CustomerBaseModel model;
    private final TimeScale unit;
    /** Since the first purchase. */
    private final long age;

    private final List<Long> silences;

    private RhythmSection(Analysis analysis, CustomerBaseModel model) {
        this.analysis = analysis;
        this.model = model.asOf(analysis.asOf());
        this.unit = model.timeScale();
        this.age = Math.round(model.typical().age());
        this.silences = IntStream.range(0, COLUMNS)
                .mapToObj(i -> Math.round(i * (double) age / COLUMNS))
                .distinct()
                .toList();
    }

    static Section of(Analysis analysis) {
        Optional<CustomerBaseModel> model = analysis.setup().purchases();
        if (model.isEmpty()) {
            return section(analysis.why("p_alive"), List.of());
        }
        RhythmSection own = new RhythmSection(analysis, model.get());
        return own.silences.size() < 2
                ? section("Customers have not been known long enough for a silence to tell anything.", List.of())
                : section(own.certainty(), List.of(own.alive(), own.expected()));
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "rhythm",
                "How often, and how lately",
                "Five weeks of silence mean nothing of a customer who buys every season, and much of one who bought every week.",
                certainty,
                figures);
    }

    private String certainty() {
        return "By the model " + model.name() + ", for a customer who first bought " + length(age)
                + " ago, as the typical one did"
                + (model.covariates().isEmpty() ? ". " : " and who is typical in all else that the model reads. ")
                + "How far such numbers were right stands under \"Can the scores be trusted?\"."
                + analysis.doubt("p_alive");
    }

    private String length(long units) {
        String word = Say.word(unit.name());
        return units + " " + (units == 1 ? word.substring(0, word.length() - 1) : word);
    }

    /** Up to what but one in a hundred customers do. */
    private List<Integer> times() {
        int most = analysis.interactions().purchases(MOST) - 1;
        return TIMES.stream().filter(x -> x <= Math.max(most, 3)).limit(ROWS).toList();
    }

    private interface Quantity {
        double of(int frequency, double recency);
    }

    private Table table(String format, Quantity quantity) {
        Table.Builder table = Table.builder().column("bought_again");
        silences.forEach(each -> table.column(length(each), format));
        for (int x : times()) {
            List<Object> cells = new ArrayList<>(List.of(x == 1 ? "once" : x + " times"));
            silences.forEach(silence -> cells.add(value(quantity, x, (double) age - silence)));
            table.row(cells.toArray());
        }
        return table.build();
    }

    /** By period, nobody buys more often than there are periods. */
    private static double value(Quantity quantity, int frequency, double recency) {
        try {
            return quantity.of(frequency, recency);
        } catch (IllegalArgumentException impossible) {
            return Double.NaN;
        }
    }

    /** Whether it makes no difference, as it is shown, how long ago the last time was. */
    private static boolean isFlat(Table table) {
        return table.texts().stream()
                .allMatch(row -> row.stream().skip(1).distinct().count() <= 1);
    }

    private Figure matrix(String title, String meaning, String never, String told, Table table, String value) {
        return Figure.of(
                title,
                meaning
                        + never
                        + (isFlat(table) ? " By this model it makes no difference how long ago that was." : told),
                table,
                Chart.heatMap(
                        "bought_again",
                        silences.stream().map(this::length).toList(),
                        "time since the last purchase",
                        value));
    }

    /** They have been silent as long as they are known, which is longer than any column tells. */
    private String never(String what) {
        return " Who never bought again is in no row, as the first purchase is the last, " + length(age) + " ago: "
                + what + ".";
    }

    private Figure alive() {
        return matrix(
                "Chance that they are still customers",
                "Rows: how often a customer has bought again. Columns: how long ago the last time was.",
                never("their chance is "
                        + String.format(Locale.ROOT, "%.0f %%", 100 * model.probabilityAlive(0, 0, (double) age))),
                " The more often they bought, the sooner silence tells that they are gone.",
                table("%.0f", (x, recency) -> 100 * model.probabilityAlive(x, recency, (double) age)),
                "chance (%)");
    }

    private Figure expected() {
        Duration horizon = analysis.setup().horizon().orElse(Duration.ofDays(90));
        double level =
                analysis.setup().level().map(each -> each.factor(horizon)).orElse(1.0);
        double within = unit.of(horizon);
        return matrix(
                "Purchases to expect within " + Table.words(horizon),
                "The same customers: how many purchases to expect of each.",
                never("expected of them are "
                        + String.format(
                                Locale.ROOT, "%.2f", level * model.expectedPurchases(0, 0, (double) age, within))),
                " A frequent buyer who has been silent for long is worth less than a rare one who has just been here.",
                table("%.2f", (x, recency) -> level * model.expectedPurchases(x, recency, (double) age, within)),
                "expected purchases");
    }
}
