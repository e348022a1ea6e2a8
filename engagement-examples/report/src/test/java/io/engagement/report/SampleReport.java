package io.engagement.report;

import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A page with all that a page can show, made of drawn figures and of texts that try to be more than text. */
final class SampleReport {
    static final Instant AS_OF = Instant.parse("2024-06-30T00:00:00Z");
    static final String SCRIPT = "<script>alert(1)</script>";
    static final List<String> HOSTILE = List.of(
            SCRIPT,
            "</script><script>document.title='taken'</script>",
            "<!-- <script>",
            "a\u2028b\u2029c",
            "long-" + "x".repeat(400),
            "\u202egnp.exe",
            "\u0639\u0645\u064a\u0644 \u0661\u0662\u0663",
            "{b|bold} \"quoted\" 'single' & &amp; ]]>",
            "\u0000\u0007\ud800");

    private SampleReport() {}

    static Report of(Names names) {
        return new Report(
                "Customer engagement: " + SCRIPT,
                AS_OF,
                ZoneOffset.UTC,
                List.of(
                        new KeyFigure("Customers", "2,357", "all who ever bought, 11 refused"),
                        new KeyFigure("Still customers", "1,048", "estimated; 95% sure of 1,002 to 1,094"),
                        new KeyFigure("Reach out within 30 days", "17.2%", "of those still customers"),
                        new KeyFigure("Worth, next 12 months", "48,210", "margin of 30%, discounted by 10% a year"),
                        new KeyFigure("At risk and valuable", "86", "worth 9,400 together")),
                List.of(bars(), lines(), matrices(), forecasts(), customers(names), nothing()));
    }

    private static Section bars() {
        Table channels = Table.builder()
                .column("channel")
                .column("contacts")
                .column("answers")
                .row("email", 18_402L, 2_120L)
                .row("phone", 4_210L, 2_950L)
                .row("post", 9_870L, 310L)
                .row("web", 12_025L, 8_740L)
                .build();
        Table long_ = Table.builder()
                .column("reason")
                .column("customers")
                .row("No purchase for longer than usual", 412L)
                .row("Complained and was not answered", 178L)
                .row("Returns more than it keeps", 77L)
                .row("Contract ends within a month", 51L)
                .row(SCRIPT, 12L)
                .row("{b|bold} and {c", 7L)
                .build();
        Table.Builder flows = Table.builder()
                .column("month")
                .column("new")
                .column("kept")
                .column("back")
                .column("lost");
        Random random = new Random(3);
        for (int month = 0; month < 24; month++) {
            flows.row(
                    YearMonth.of(2022, 7).plusMonths(month),
                    (long) (120 + random.nextInt(60)),
                    (long) (500 + 20 * month + random.nextInt(80)),
                    (long) (40 + random.nextInt(40)),
                    (long) (90 + random.nextInt(50)));
        }
        return new Section(
                "contacts",
                "Contacts and answers",
                "Who contacts whom, by which channel, and what comes back.",
                "Counts of what was recorded. 3% of the contacts have no channel and are left out.",
                List.of(
                        Figure.of(
                                "Contacts and answers by channel",
                                "How many contacts the company began in the last year, and how many were answered within 7 days.",
                                channels,
                                Chart.bars("channel", "contacts", "answers").withAxis("Contacts, last 12 months")),
                        Figure.of(
                                "Why customers are at risk",
                                "The main reason of each customer whose risk is above 60%.",
                                long_,
                                Chart.bars("reason", "customers")),
                        Figure.of(
                                "Lifecycle by month",
                                "A customer counts as kept who bought in this month and in the one before.",
                                flows.build(),
                                Chart.stackedBars("month", "new", "kept", "back", "lost")
                                        .withAxis("Customers"))));
    }

    private static Section lines() {
        Table.Builder weekly = Table.builder()
                .column("week")
                .column("actual")
                .column("model", "%.1f")
                .column("low", "%.1f")
                .column("high", "%.1f");
        Random random = new Random(4);
        for (int week = 0; week < 78; week++) {
            double model = 90 * Math.exp(-week / 40.0) + 20;
            weekly.row(
                    AS_OF.minus(Duration.ofDays(7L * (78 - week))),
                    week < 60 ? (Object) (long) (model + 14 * random.nextGaussian()) : null,
                    model,
                    model - 18,
                    model + 18);
        }
        Table.Builder share = Table.builder().column("months_since_first").column("customers_share", "%.1f%%");
        for (int month = 0; month <= 12; month++) {
            share.row((long) month, 100 * Math.exp(-month / 6.0));
        }
        return new Section(
                "tracking",
                "Does the model track what happens?",
                "Purchases a week as they were, and as the model expected them from what was known before.",
                "The band holds 95% of weeks if the model is right; 4 of 60 weeks lie outside.",
                List.of(
                        Figure.of(
                                "Purchases a week",
                                "Weeks after 60 are forecasts.",
                                weekly.build(),
                                Chart.lines(
                                                "week",
                                                Chart.Line.of("actual"),
                                                Chart.Line.of("model").between("low", "high"))
                                        .withAxis("Purchases a week")),
                        Figure.of(
                                "Still buying",
                                "Share of customers who buy again so many months after their first purchase.",
                                share.build(),
                                Chart.lines("months_since_first", Chart.Line.of("customers_share")))));
    }

    private static Section matrices() {
        List<String> months = new ArrayList<>();
        Table.Builder cohorts = Table.builder().column("first_purchase");
        for (int month = 0; month < 12; month++) {
            months.add(Integer.toString(month));
            cohorts.column(Integer.toString(month), "%.0f%%");
        }
        Random random = new Random(5);
        for (int cohort = 0; cohort < 12; cohort++) {
            Object[] row = new Object[13];
            row[0] = YearMonth.of(2023, 7).plusMonths(cohort);
            for (int month = 0; month < 12; month++) {
                row[month + 1] = month + cohort > 11
                        ? Double.NaN
                        : (month == 0 ? 100 : 60 * Math.exp(-month / 5.0) + random.nextInt(9));
            }
            cohorts.row(row);
        }
        List<String> hours = new ArrayList<>();
        Table.Builder map = Table.builder().column("day");
        for (int hour = 0; hour < 24; hour++) {
            hours.add(String.format(Locale.ROOT, "%02d", hour));
            map.column(hours.get(hour));
        }
        for (String day : List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")) {
            Object[] row = new Object[25];
            row[0] = day;
            for (int hour = 0; hour < 24; hour++) {
                row[hour + 1] = (long) (300 * Math.exp(-Math.pow((hour - 14) / 5.0, 2)) + random.nextInt(20));
            }
            map.row(row);
        }
        return new Section(
                "matrices",
                "When, and for how long",
                "Cohorts by month of the first purchase, and contacts by day and hour.",
                "Counted. Cells of fewer than 5 customers are left empty.",
                List.of(
                        Figure.of(
                                "Customers who buy again",
                                "Each row is a cohort; 100% bought in the month of their first purchase.",
                                cohorts.build(),
                                Chart.heatMap(
                                        "first_purchase", months, "Months since the first purchase", "Share who buy")),
                        Figure.of(
                                "When customers contact us",
                                "Contacts that customers began, in local time.",
                                map.build(),
                                Chart.heatMap("day", hours, "Hour of the day", "Contacts"))));
    }

    private static Section forecasts() {
        Table.Builder calibration = Table.builder()
                .column("forecast", "%.1f%%")
                .column("happened", "%.1f%%")
                .column("from", "%.1f%%")
                .column("to", "%.1f%%")
                .column("customers");
        Table.Builder histogram =
                Table.builder().column("from", "%.0f%%").column("to", "%.0f%%").column("customers");
        Random random = new Random(6);
        for (int decile = 0; decile < 10; decile++) {
            double forecast = 4 + 9.5 * decile;
            double happened = forecast + 3 * random.nextGaussian();
            calibration.row(forecast, happened, happened - 5, Math.min(100, happened + 5), 235L);
        }
        for (int bin = 0; bin < 20; bin++) {
            histogram.row(5.0 * bin, 5.0 * bin + 5, (long) (600 * Math.exp(-bin / 5.0) + 20 * bin));
        }
        return new Section(
                "scores",
                "Scores, and whether they held",
                "What the scores say today, and how those of half a year ago did.",
                "Judged on time the models had not seen. Bars are 95% intervals.",
                List.of(
                        Figure.of(
                                "Retention risk today",
                                "Customers by their risk not to buy within 90 days.",
                                histogram.build(),
                                Chart.histogram("from", "to", "customers", "Retention risk")),
                        Figure.of(
                                "Calibration",
                                "On the dashed line, of 100 customers with a risk of 30% exactly 30 were lost.",
                                calibration.build(),
                                Chart.points("forecast", "happened")
                                        .between("from", "to")
                                        .onDiagonal())));
    }

    private static Section customers(Names names) {
        Table.Builder atRisk = Table.builder()
                .column("customer")
                .column("worth", "%,.0f")
                .column("retention_risk", "%.0f%%")
                .column("last_contact")
                .column("reason");
        for (int i = 0; i < 40; i++) {
            String id = i < HOSTILE.size() ? HOSTILE.get(i) : "C-" + (10_000 + 37 * i);
            atRisk.row(
                    names.of(id),
                    2_400.0 - 43 * i,
                    91.0 - i,
                    AS_OF.minus(Duration.ofHours(31L * (i + 1))),
                    "No purchase for 214 days; before, one every 31 days. Complained twice, answered once.");
        }
        Table.Builder path =
                Table.builder().column("at").column("p_alive", "%.0f%%").column("event");
        double alive = 100;
        for (int day = 0; day < 360; day += 6) {
            String event = day % 90 == 0
                    ? "Purchase"
                    : day % 78 == 0 ? "Offer (we)" : day == 198 ? "Complaint" : day == 210 ? "Answer (we)" : null;
            alive = day % 90 == 0 && day < 300 ? 100 : alive * .97;
            path.row(AS_OF.minus(Duration.ofDays(360L - day)), alive, event);
        }
        return new Section(
                "customers",
                "Valuable and at risk",
                "Customers whom it is worth to contact first.",
                "A risk of 80% means that 80 of 100 such customers do not come back.",
                List.of(
                        Figure.of("Contact these first", "By worth times risk.", atRisk.build()),
                        Figure.of(
                                "One customer's path: " + names.of(HOSTILE.get(0)),
                                "How probable it is that this is still a customer, and each contact.",
                                path.build(),
                                Chart.path("at", "p_alive", "event").withAxis("Probability to be still a customer"))));
    }

    private static Section nothing() {
        return new Section(
                "objectives",
                "Objectives",
                "How far to go.",
                "No objectives were given.",
                List.of(
                        Figure.of(
                                "Objectives",
                                "None.",
                                Table.builder().column("objective").build()),
                        Figure.of(
                                "Nothing to draw",
                                "All undefined.",
                                Table.builder()
                                        .column("x")
                                        .column("y")
                                        .row("a", Double.NaN)
                                        .build(),
                                Chart.bars("x", "y"))));
    }
}
