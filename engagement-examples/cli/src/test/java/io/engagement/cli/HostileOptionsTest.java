package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every length of time, number and time among the options, at values that nobody in their senses gives. */
class HostileOptionsTest {
    private static final List<String> LENGTHS = List.of(
            "",
            " ",
            "0",
            "-1",
            "0d",
            "-1d",
            "NaN",
            "Infinity",
            "1e308",
            "1e308d",
            "1e3d",
            "0x1p3d",
            "1_000d",
            "PT0S",
            "PT-1S",
            "PT0.001S",
            "PT0.000000001S",
            "PT1S",
            "0.0000001d",
            "1000y",
            "1001y",
            "P999999999D",
            "PT9223372036854775807S",
            "P9223372036854775807D",
            "99999999999999999999y",
            "\u0663d");

    private static final List<String> NUMBERS = List.of(
            "",
            " ",
            "0",
            "-0",
            "-1",
            "1",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e308",
            "-1e308",
            "1e999",
            "1e-320",
            "1e-9",
            "0x1p3",
            "1d",
            "1f",
            "1L",
            "1_000",
            "1,5",
            "\u0663",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808");

    private static final List<String> TIMES = List.of(
            "",
            " ",
            "0",
            "NaN",
            "2024-02-30",
            "0001-01-01",
            "9999-12-31",
            "+999999999-12-31T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "9223372036854775807",
            "2024-06-01T24:00",
            "2024-06-01T23:59:60Z");

    private static final List<String> FORMATS = List.of(
            "",
            "'",
            "[[[",
            "]",
            "{",
            "#",
            "pp",
            "Q",
            "yyyy-mm-dd",
            "YYYY-MM-dd",
            "dd.MM.yyyy hh:mm",
            "hours-since:",
            "days-since:",
            "days-since:never",
            "days-since:9999-12-31",
            "hours-since:+999999999-01-01T00:00:00Z");

    @TempDir
    private static Path folder = Path.of("");

    private static String base = "";
    private static String contracts = "";

    @BeforeAll
    static void writeBases() {
        StringBuilder bought = new StringBuilder("customer,at,purpose,initiator,value\n");
        StringBuilder signed = new StringBuilder("customer,at,purpose,value\n");
        for (int c = 0; c < 40; c++) {
            for (int i = 0; i <= c % 5; i++) {
                String day = "2024-0" + (1 + (c + i) % 6) + "-" + (10 + (c * 7 + i * 5) % 18);
                bought.append("c" + c + "," + day + ",PURCHASE,CUSTOMER," + (5 + c + 3 * i) + "\n");
            }
            signed.append("c" + c + ",2024-01-" + (10 + c % 18) + ",SIGN_UP,\n");
            signed.append("c" + c + ",2024-02-" + (10 + c % 18) + ",PURCHASE,9\n");
            if (c % 3 == 0) {
                signed.append("c" + c + ",2024-0" + (3 + c % 4) + "-28,CANCELLATION,\n");
            }
        }
        base = Run.file(folder, "base.csv", bought.toString()).toString();
        contracts = Run.file(folder, "contracts.csv", signed.toString()).toString();
    }

    /** The option with its value last, as those of a file follow it. */
    private static List<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        List<String> score = List.of("score", "--input", base, "--as-of", "2024-07-01");
        List<String> contract = List.of("score", "--input", contracts, "--as-of", "2024-08-01", "--contract", "sbg");
        for (String option : List.of("--horizon", "--engagement-horizon", "--value-horizon")) {
            addAll(all, score, option, LENGTHS);
        }
        addAll(all, contract, "--value-horizon", LENGTHS);
        addAll(all, List.of("fit", "--model", "engagement", "--input", base), "--engagement-horizon", LENGTHS);
        for (String option : List.of("--margin", "--discount-rate")) {
            addAll(all, score, option, NUMBERS);
            addAll(all, contract, option, NUMBERS);
        }
        addAll(all, contract, "--renewals", NUMBERS);
        addAll(all, List.of("score", "--input", base), "--as-of", TIMES);
        addAll(all, List.of("fit", "--model", "nbd", "--input", base), "--as-of", TIMES);
        addAll(all, List.of("compare", "--input", base, "--as-of", "2024-07-01"), "--split", TIMES);
        addAll(all, List.of("fit", "--model", "nbd", "--input", base), "--time-format", FORMATS);
        addAll(
                all,
                List.of("fit", "--model", "nbd", "--input", base),
                "--zone",
                List.of("", "+99:00", "Mars", "+18:00"));
        List<String> none =
                NUMBERS.stream().filter(number -> !number.equals("1")).toList();
        addAll(all, List.of("simulate"), "--customers", none);
        addAll(all, List.of("simulate", "--customers", "1"), "--seed", NUMBERS);
        addAll(all, List.of("demo", "--out", folder.resolve("demo.csv").toString()), "--customers", none);
        return all;
    }

    private static void addAll(List<List<String>> all, List<String> words, String option, List<String> values) {
        for (String value : values) {
            List<String> more = new ArrayList<>(words);
            more.add(option);
            more.add(value);
            all.add(more);
        }
    }

    @Test
    void everyValueIsTakenOrRefusedInOneLineAndSoon() {
        for (List<String> words : commands()) {
            Run run = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> Run.of(words), words::toString);
            assertThat(run.exitCode()).as(words + "\n" + run.err()).isBetween(0, 2);
            assertThat(run.err()).as(words.toString()).doesNotContain("\tat ").doesNotContain("Exception");
            if (run.exitCode() != 0) {
                assertThat(run.out()).as(words.toString()).isEmpty();
                assertThat(run.err().lines().filter(line -> line.startsWith("engagement: ")))
                        .as(words + "\n" + run.err())
                        .hasSize(1);
            }
        }
    }
}
