package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command prints and writes. */
class CommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path base = Path.of("");

    @BeforeEach
    void simulate() {
        base = folder.resolve("base.csv");
        assertThat(Run.of("simulate", "--customers", "300", "--out", base.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void theDemoShowsEachScoreAndTheTenMostAtRiskAndWritesAll() throws IOException {
        Path scores = folder.resolve("scores.csv");
        Run run = Run.of("demo", "--customers", "300", "--out", scores.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Simulated ")
                .contains("of 300 customers from 2023-01-01T00:00:00Z to 2025-01-01T00:00:00Z, seed 1")
                .contains("Wrote all scores and their reasons to " + scores);
        Scores.NAMES.forEach(name -> assertThat(run.out()).contains("\n" + name + ": "));
        List<String> lines = run.lines();
        int list = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).startsWith("Most at risk among the "))
                .findFirst()
                .orElseThrow();
        assertThat(lines.subList(list + 1, list + 11))
                .allMatch(line -> line.matches("  \\S+ +worth \\S+, risk [01]\\.\\d+: .{20,}"))
                // They stand there for a high risk, on whatever side of one half: no line argues against it.
                .allMatch(line -> line.contains(": risk +") || line.contains(" raises the risk above "));
        assertThat(Files.readAllLines(scores)).hasSize(301);
        assertThat(Run.of("demo", "--customers", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void theDemoIsTheSameAsSimulateAndScore() throws IOException {
        Path scores = folder.resolve("scores.csv");
        Run.of("demo", "--customers", "300", "--out", scores.toString());
        Run scored = Run.of("score", "--as-of", "2025-01-01", "--input", base.toString());
        List<String> demo = Files.readAllLines(scores);
        assertThat(scored.lines()).containsAll(demo.subList(0, 1)).hasSizeLessThanOrEqualTo(demo.size());
        assertThat(demo).containsAll(scored.lines().subList(0, 20));
    }

    @Test
    void everyScoreOfTheTableIsInItsRangeAndEveryoneHasAReason() {
        Run run = Run.of("score", "--input", base.toString());
        assertThat(numbers(run, Scores.ENGAGEMENT)).isNotEmpty().allMatch(score -> score >= 0 && score <= 100);
        assertThat(numbers(run, Scores.MOMENTUM)).isNotEmpty().allMatch(score -> score >= 0 && score <= 100);
        assertThat(numbers(run, Scores.RISK)).isNotEmpty().allMatch(score -> score >= 0 && score <= 1);
        assertThat(numbers(run, Scores.ALIVE)).isNotEmpty().allMatch(score -> score >= 0 && score <= 1);
        assertThat(numbers(run, Scores.EXPECTED)).isNotEmpty().allMatch(score -> score >= 0);
        assertThat(numbers(run, Scores.VALUE)).isNotEmpty();
        Scores.NAMES.forEach(
                name -> assertThat(run.column(name + "_reason")).hasSize(300).noneMatch(String::isBlank));
    }

    @Test
    void aLongerHorizonMeansMorePurchasesAndLessRisk() {
        Run month = Run.of("score", "--horizon", "30d", "--input", base.toString());
        Run year = Run.of("score", "--horizon", "1y", "--input", base.toString());
        List<Double> few = numbers(month, Scores.EXPECTED);
        List<Double> many = numbers(year, Scores.EXPECTED);
        assertThat(IntStream.range(0, few.size())).allMatch(i -> few.get(i) < many.get(i));
        List<Double> high = numbers(month, Scores.RISK);
        List<Double> low = numbers(year, Scores.RISK);
        assertThat(IntStream.range(0, high.size())).allMatch(i -> high.get(i) > low.get(i));
        assertThat(numbers(month, Scores.ALIVE)).isEqualTo(numbers(year, Scores.ALIVE));
    }

    @Test
    void valueRisesWithTheMarginAndFallsWithTheRate() {
        double full = sum(Run.of("score", "--input", base.toString()), Scores.VALUE);
        double half = sum(Run.of("score", "--margin", "0.5", "--input", base.toString()), Scores.VALUE);
        double patient = sum(Run.of("score", "--discount-rate", "0", "--input", base.toString()), Scores.VALUE);
        double forever = sum(Run.of("score", "--value-horizon", "forever", "--input", base.toString()), Scores.VALUE);
        assertThat(half).isLessThan(full);
        assertThat(patient).isGreaterThan(full);
        assertThat(forever).isGreaterThan(full);
        assertThat(Run.of("score", "--value-horizon", "forever", "--discount-rate", "0", "--input", base.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void everyModelOfPurchasesCanBeFitted() {
        for (String model : List.of(
                "nbd",
                "bg-nbd",
                "mbg-nbd",
                "bg-cnbd-k",
                "mbg-cnbd-k",
                "pareto-nbd",
                "ggom-nbd",
                "pareto-nbd-cor",
                "bg-bb",
                "gamma-gamma")) {
            Run run = Run.of("fit", "--model", model, "--input", base.toString());
            assertThat(run.exitCode()).as(model).isZero();
            // With k 1 the CNBD-k models are BG/NBD and MBG/NBD, and say so.
            assertThat(run.lines().get(0))
                    .startsWith(model.replace("cnbd-k", ""))
                    .contains(", maximum likelihood");
            assertThat(run.out()).contains("log-likelihood");
        }
        Run none = Run.of("fit", "--model", "bgnbd", "--input", base.toString());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err())
                .contains("there is no model 'bgnbd': did you mean 'bg-nbd'? there are nbd, bg-nbd, ", "bdw");
        assertThat(Run.of("fit", "--model", "bg-bb", "--period", "HOURS", "--input", base.toString())
                        .err())
                .contains("--period must be DAYS, WEEKS, MONTHS or YEARS");
    }

    @Test
    void contractsAreFittedFromSignUpsAndCancellations() throws IOException {
        StringBuilder text = new StringBuilder("customer_id,at,purpose\n");
        for (int customer = 0; customer < 200; customer++) {
            text.append("c%d,2023-01-15,SIGN_UP%n".formatted(customer));
            if (customer % 5 != 0) {
                text.append(
                        "c%d,2023-%02d-10,CANCELLATION%n".formatted(customer, 2 + customer % 7 * (customer % 3) % 9));
            }
        }
        Path file = folder.resolve("contracts.csv");
        Files.writeString(file, text);
        Run sbg = Run.of("fit", "--model", "sbg", "--as-of", "2024-01-01", "--input", file.toString());
        assertThat(sbg.exitCode()).as(sbg.err()).isZero();
        assertThat(sbg.out())
                .startsWith("sbg, maximum likelihood, time in periods")
                .contains("200 customers", "beta");
        Run bdw = Run.of("fit", "--model", "bdw", "--json", "--as-of", "2024-01-01", "--input", file.toString());
        assertThat(bdw.out()).contains("\"gamma\"", "\"delta\"", "\"c\"");
    }

    @Test
    void theModelsAreComparedAndOneIsAdvised() {
        Run table = Run.of("compare", "--split", "2024-06-01", "--input", base.toString());
        assertThat(table.exitCode()).as(table.err()).isZero();
        assertThat(table.lines().get(0)).startsWith("held out: 2024-06-01T00:00:00Z to ");
        assertThat(table.out()).contains("log score", "Use ", "pareto-nbd", "ggom-nbd", "pareto-nbd-cor");
        Run json = Run.of("compare", "--json", "--input", base.toString());
        assertThat(json.out()).startsWith("{\n  \"best\": \"").contains("\"coverage_80\": 0.", "\"advice\": \"Use ");
        Run periods = Run.of("compare", "--period", "months", "--input", base.toString());
        assertThat(periods.exitCode()).as(periods.err()).isZero();
        assertThat(periods.out()).contains("\nbg-bb ", "\nbg-nbd ").doesNotContain("bg-bb reads");
        assertThat(table.out()).doesNotContain("bg-bb");
        Run late = Run.of("compare", "--split", "2034-06-01", "--input", base.toString());
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.err()).contains("the split must be before");
        assertThat(Run.of("compare", "--split", "soon", "--input", base.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aFittedModelIsToldAsATableOrAsJsonAndSaved() throws IOException {
        Path saved = folder.resolve("model.txt");
        Run table = Run.of("fit", "--model", "bg-nbd", "--save", saved.toString(), "--input", base.toString());
        assertThat(table.exitCode()).isZero();
        assertThat(table.lines().get(0)).isEqualTo("bg-nbd, maximum likelihood, time in weeks");
        assertThat(table.out())
                .contains("std. error")
                .contains("log-likelihood")
                .contains("distinct rows: ")
                .contains("counts: purchases (purpose=PURCHASE), counted by day in UTC");
        BetaGeometricNbd model =
                BetaGeometricNbd.FAMILY.readFitted(Files.readString(saved)).model();
        Run json = Run.of("fit", "--model", "bg-nbd", "--json", "--input", base.toString());
        assertThat(json.out())
                .startsWith("{\n  \"model\": \"bg-nbd\",\n")
                .contains("\"r\": " + model.r() + ",")
                .contains("\"time_scale\": \"WEEKS\"")
                .contains("\"definition\": \"purchases 1; of purpose=PURCHASE; zone Z\"")
                .contains("\"converged\": true")
                .endsWith("}\n");
        Run overwriting = Run.of("fit", "--model", "bg-nbd", "--save", base.toString(), "--input", base.toString());
        assertThat(overwriting.exitCode()).isEqualTo(2);
    }

    @Test
    void theModelOfEngagementIsFittedInTheUnitThatIsTold() {
        List<String> words = new ArrayList<>(List.of("fit", "--model", "engagement", "--json"));
        words.addAll(List.of("--input", base.toString()));
        Run weeks = Run.of(words);
        words.addAll(1, List.of("--time-scale", "days"));
        Run days = Run.of(words);
        assertThat(weeks.out()).contains("\"time_scale\": \"WEEKS\"");
        assertThat(days.out()).contains("\"time_scale\": \"DAYS\"");
        // Its coefficients are of what has no unit.
        assertThat(number(days, "silence") / number(weeks, "silence")).isBetween(0.999, 1.001);
        words.addAll(1, List.of("--engagement-horizon", "60d"));
        assertThat(Run.of(words).out()).isNotEqualTo(days.out());
    }

    @Test
    void aModelThatCannotBeFittedIsTheDatasFaultAndLeavesStandardOutputEmpty() {
        Path one = Run.file(folder, "one.csv", "customer,at,purpose\na,2026-01-05,PURCHASE\nb,2026-02-05,PURCHASE\n");
        Run run = Run.of("fit", "--model", "gamma-gamma", "--json", "--input", one.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("\nengagement: cannot fit gamma-gamma: no customer has both");
        assertThat(Run.of("fit", "--model", "x", "--input", one.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void theHelpOfEveryCommandFitsTheScreenSoThatItsExamplesCanBeCopied() {
        for (String command :
                Main.commandLine(Clock.systemUTC()).getSubcommands().keySet()) {
            Run help = Run.of(command, "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        }
        assertThat(Run.of("score", "--help").lines())
                .contains("    --map customer=household_id,at=start_date \\")
                .contains("    --translate purpose:transaction=PURCHASE,initiator:transaction=CUSTOMER \\");
    }

    @Test
    void theHelpNamesEveryStandardPurpose() {
        String help = Run.of("score", "--help").out();
        Purpose.standard().forEach(purpose -> assertThat(help).contains(purpose.name()));
    }

    private static List<Double> numbers(Run run, String name) {
        assertThat(run.exitCode()).isZero();
        return run.column(name).stream()
                .filter(text -> !text.isEmpty())
                .map(Double::valueOf)
                .toList();
    }

    private static double sum(Run run, String name) {
        return numbers(run, name).stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double number(Run json, String name) {
        String after = json.out().substring(json.out().indexOf("\"" + name + "\": ") + name.length() + 4);
        return Double.parseDouble(after.substring(0, after.indexOf('\n')).replace(",", ""));
    }
}
