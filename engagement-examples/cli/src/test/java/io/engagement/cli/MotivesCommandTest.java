package io.engagement.cli;

import static io.engagement.cli.ParsedJson.part;
import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why they leave and stay, whether new and old are treated alike, and periods at risk from a file. */
class MotivesCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String input = "";

    /** Who asks more than once a month leaves three times as often; satisfaction falls after 90 days. */
    private static String acts() {
        Random random = new Random(5);
        StringBuilder rows = new StringBuilder("customer_id,at,purpose,initiator,channel,satisfaction\n");
        LocalDate start = LocalDate.of(2024, 1, 1);
        for (int c = 0; c < 400; c++) {
            boolean asks = c % 2 == 0;
            int first = random.nextInt(100);
            for (int day = first; day < 500; day += 15) {
                String at = "c" + c + "," + start.plusDays(day) + ",";
                rows.append(at)
                        .append("USE,CUSTOMER,web,")
                        .append(day < first + 90 ? 0.9 : 0.6)
                        .append('\n');
                if (asks && random.nextInt(3) > 0) {
                    rows.append(at).append("QUESTION,CUSTOMER,web,\n");
                }
                if (day > first && random.nextInt(asks ? 12 : 40) == 0) {
                    rows.append(at).append("CANCELLATION,CUSTOMER,web,\n");
                    break;
                }
            }
        }
        return rows.toString();
    }

    @BeforeEach
    void write() {
        input = Run.file(folder, "acts.csv", acts()).toString();
    }

    private Run run(String command, String... words) {
        return Run.of(Stream.of(List.of(command), List.of(words), List.of("--input", input))
                .flatMap(List::stream)
                .toList());
    }

    @Test
    void aPageTellsMotivesHowTheyWereFoundAndWhatDrivesTheHighestRisks() {
        Run run = run("motives", "--top", "3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "What goes with leaving within 30 days (cancelled or opted out)\n-----",
                        "lower and upper bound a 95 % interval, as does a +- b: from a - b to a + b. A standard_error is a quarter",
                        "customers in ",
                        "What drives the 3 customers with the highest risk",
                        "questions in the last 90 days: ")
                .containsPattern("(?m)^service_overuse +leave ");
    }

    @Test
    void jsonHoldsTheSame() {
        Map<String, Object> json = run("motives", "--json").json();

        assertThat(rows(json, "motives").get(0))
                .containsEntry("motive", "service_overuse")
                .containsEntry("goes_with", "leave");
        assertThat(part(json, "fit"))
                .containsEntry("exit", "cancelled or opted out")
                .containsEntry("converged", true);
        List<Map<String, Object>> first = rows(json, "drivers").stream()
                .filter(row -> Objects.equals(
                        row.get("customer"), rows(json, "drivers").get(0).get("customer")))
                .toList();
        assertThat(first).extracting(row -> row.get("side")).startsWith("typical", "rhythm");
        assertThat(first.stream()
                        .filter(row -> Objects.equals(row.get("side"), "leave"))
                        .findFirst()
                        .orElseThrow())
                .containsEntry("motive", "service_overuse");
        assertThat(first.stream()
                        .mapToDouble(row -> number(row, "contribution"))
                        .sum())
                .isCloseTo(number(first.get(0), "log_odds"), within(1e-12));
    }

    @Test
    void driversOfOneCustomerAreToldAndWhoIsUnknownIsRefused() {
        String someone = String.valueOf(
                rows(run("motives", "--json").json(), "drivers").get(0).get("customer"));

        assertThat(rows(run("motives", "--json", "--customer", someone).json(), "drivers"))
                .allSatisfy(row -> assertThat(row).containsEntry("customer", someone));
        Run two = run("motives", "--top", "3", "--customer", someone);
        assertThat(two.exitCode()).isEqualTo(2);
        assertThat(two.err()).contains("--top has no effect with --customer");
        Run unknown = run("motives", "--customer", "nobody");
        assertThat(unknown.exitCode()).isOne();
        assertThat(unknown.err()).contains("--customer nobody: the base has no such customer");
    }

    @Test
    void exitsAreChosen() {
        assertThat(part(run("motives", "--json", "--exit", "silent").json(), "fit")
                        .get("exit"))
                .isEqualTo("silent beyond the own 99.0 % gap");
        assertThat(run("motives", "--exit", "inactive", "--period", "20d").out())
                .contains("What goes with leaving within 20 days (no act within 20 days)");
        Run none = run("motives", "--exit-purpose", "OPT_OUT");
        assertThat(none.exitCode()).isOne();
        assertThat(none.err()).contains("--exit-purpose OPT_OUT: no interaction has this purpose");
    }

    @Test
    void whatHasNoEffectIsRefused() {
        Run silent = run("motives", "--exit", "silent", "--exit-purpose", "CANCELLATION");
        assertThat(silent.exitCode()).isEqualTo(2);
        assertThat(silent.err()).contains("--exit-purpose has no effect with --exit SILENT or INACTIVE");
        assertThat(run("motives", "--customer", "c1", "--top", "3").err())
                .contains("--top has no effect with --customer");
    }

    @Test
    void aPartOfTheJourneyMayBeNamedInFull() {
        assertThat(Run.of("journey", "consistency", "--input", input).out())
                .isEqualTo(run("consistency").out());
        assertThat(Run.of("journey", "hazard", "--help").out()).contains("engagement hazard [OPTIONS] --periods FILE");
    }

    @Test
    void tooFewWhoLeaveAreRefusedWithWhatHelps() {
        input = Run.file(folder, "few.csv", """
                        customer_id,at,purpose,initiator,channel
                        ada,2024-01-10,SIGN_UP,CUSTOMER,web
                        ada,2024-03-15,CANCELLATION,CUSTOMER,web
                        bo,2024-01-20,QUESTION,CUSTOMER,web
                        """).toString();
        Run run = run("motives");

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains("end with leaving").doesNotContain("fault of the program");
    }

    @Test
    void consistencyTellsWhatCustomersAreWorthByWhatTheyGotInAStage() {
        assertThat(run("consistency").out())
                .contains(
                        "What customers have spent by what they got from a department or in a stage, not because of it")
                .containsPattern("segment +department +got +customers +mean_value +standard_error");
    }

    @Test
    void consistencyTellsTheDropWithinCustomers() {
        Run run = run("consistency");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("satisfaction: honeymoon drop: 0.900 in the first 90 days, 0.600 after (-0.300")
                .contains("newcomers favoured: not known")
                .contains("By tenure: means of all, and changes within customers")
                .contains("By stage: means of all, changes within customers against their other stages")
                .contains("Contacts that help and contacts that sell, by the stage of the customer");
        Map<String, Object> json = run("consistency", "--json").json();
        assertThat(rows(json, "findings").get(0)).containsEntry("name", "honeymoon drop: satisfaction");
        assertThat(part(json, "newcomers")).containsEntry("favoured", false);
        assertThat(rows(json, "honeymoon")).hasSize(5);
        assertThat(rows(json, "tenure")).hasSize(5 * 6);
        assertThat(rows(json, "stages"))
                .filteredOn(row -> Objects.equals(row.get("figure"), "satisfaction"))
                .extracting(row -> row.get("stage"))
                .contains("first act", "repeat");
    }

    private Run hazard(String text, String... words) {
        String file = Run.file(folder, "periods.csv", text).toString();
        return Run.of(Stream.of(List.of("hazard", "--periods", file), List.of(words))
                .flatMap(List::stream)
                .toList());
    }

    @Test
    void periodsAtRiskAreReadFromAFile() {
        StringBuilder text = new StringBuilder("who,month,left,x,note\n");
        for (int i = 0; i < 100; i++) {
            text.append("u")
                    .append(i)
                    .append(",1,")
                    .append(i % 4 == 0 ? "yes" : "no")
                    .append(',')
                    .append(i % 2)
                    .append(",a\n");
        }

        Map<String, Object> json = hazard(
                        text.toString(),
                        "--unit",
                        "who",
                        "--period",
                        "month",
                        "--event",
                        "left",
                        "--columns",
                        "x",
                        "--ridge",
                        "1",
                        "--json")
                .json();

        assertThat(part(json, "fit")).containsEntry("events", 25.0).containsEntry("ridge", 1.0);
        assertThat(rows(json, "coefficients"))
                .extracting(row -> row.get("column"))
                .containsExactly("intercept", "x");
        assertThat(rows(json, "survival").get(0)).containsEntry("survival", 0.75);
    }

    @Test
    void rowsThatAreNoPeriodsAtRiskAreRefusedByLine() {
        String header = "unit,period,event,known_up_to,x\n";

        assertThat(hazard(header + "a,2,0,2,1\n").err())
                .contains("line 2: columns of a in period 2 must be known from earlier periods, reach up to 2");
        assertThat(hazard(header + "a,2,maybe,1,1\n").err())
                .contains("line 2: column event: 'maybe' is not allowed; it takes 1 or 0");
        assertThat(hazard(header + "a,2,0,1,?\n").err())
                .contains("line 2: column x: '?' is not allowed; it takes a number");
        assertThat(hazard(header + "a,1.5,0,1,1\n").err())
                .contains("line 2: column period: '1.5' is not allowed; it takes a whole number");
        assertThat(hazard(header + "a,2,1,1,1\na,3,0,2,1\n").err())
                .contains("a left in period 2 and has a row in period 3");
        assertThat(hazard("unit,period,x\na,2,1\n").err()).contains("has no column 'event'");
        assertThat(hazard(header + "a,2,1,1,1\n").err()).contains("it takes 10 of either");
        assertThat(hazard(header + "a,2,1,1,1\n", "--ridge", "-1").exitCode()).isEqualTo(2);
    }

    private static double number(Map<String, Object> row, String key) {
        return Double.parseDouble(String.valueOf(row.get(key)));
    }

    private static List<String> telco() {
        try {
            List<String> lines =
                    Files.readAllLines(Path.of(Run.shared("telco_churn/WA_Fn-UseC_-Telco-Customer-Churn.csv")));
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The oracle telco.hazard, through the command line. */
    @Test
    void telcoMonthsGiveTheOraclesCoefficients() {
        List<String> lines = new ArrayList<>(
                List.of("unit,period,event,log_month,one_year,two_years,charges,tech,paperless,senior"));
        for (String line : telco()) {
            String[] cells = line.split(",", -1);
            int months = Integer.parseInt(cells[5]);
            for (int month = 1; month <= months && !cells[19].isBlank(); month++) {
                lines.add(String.join(
                        ",",
                        cells[0],
                        Integer.toString(month),
                        month == months && cells[20].strip().equals("Yes") ? "1" : "0",
                        Double.toString(Math.log(month)),
                        cells[15].equals("One year") ? "1" : "0",
                        cells[15].equals("Two year") ? "1" : "0",
                        cells[18],
                        cells[12].equals("Yes") ? "1" : "0",
                        cells[16].equals("Yes") ? "1" : "0",
                        cells[2]));
            }
        }

        Map<String, Object> json =
                hazard(String.join("\n", lines), "--ridge", "0", "--json").json();

        double[] oracle = {
            -3.09222964136836,
            -0.373983012477934,
            -1.89896221533123,
            -3.3959859208205,
            0.00174382211359764,
            -0.51495680142167,
            0.247795905659334,
            -0.0115582938923278
        };
        for (int i = 0; i < oracle.length; i++) {
            assertThat(number(rows(json, "coefficients").get(i), "estimate")).isCloseTo(oracle[i], within(1e-8));
        }
        assertThat(number(part(json, "fit"), "deviance")).isCloseTo(18373.0785485593, within(1e-4));
        assertThat(number(rows(json, "survival").get(11), "survival")).isCloseTo(0.843199553815831, within(1e-8));
    }
}
