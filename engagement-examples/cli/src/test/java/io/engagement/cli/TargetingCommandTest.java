package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom to contact, from a file of an experiment. */
class TargetingCommandTest {
    @TempDir
    private Path folder = Path.of("");

    /** Those of the north gain by a mail, those of the south lose by it. */
    private String trial(double north, double south) {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("customer,segment,spend,cost,region,age\n");
        for (int i = 0; i < 2_400; i++) {
            boolean mailed = random.nextBoolean();
            boolean isNorth = random.nextBoolean();
            double spend = 10 + random.nextGaussian() + (mailed ? isNorth ? north : south : 0);
            text.append("c%d,%s,%.3f,%s,%s,%s%n"
                    .formatted(
                            i,
                            mailed ? "mail" : "none",
                            spend,
                            mailed ? "0.1" : "0",
                            isNorth ? "north" : "south",
                            i % 10 == 0 ? "" : 20 + i % 50));
        }
        return Run.file(folder, "trial.csv", text.toString().replace("\r", "")).toString();
    }

    private static Run run(String file, String... words) {
        return Run.of(Stream.of(
                        List.of("targeting", "--input", file, "--arm", "segment", "--hold-out", "none"),
                        List.of("--outcome", "spend", "--cost", "cost", "--covariates", "region,age"),
                        List.of(words))
                .flatMap(List::stream)
                .toList());
    }

    @Test
    void whereSomeGainAndOthersLosePeopleAreChosen() {
        Map<String, Object> json =
                run(trial(1, -1), "--json", "--id", "customer").json();

        assertThat(json).containsEntry("choice", "PERSONAL").containsEntry("reason", "PERSONAL_BEATS_UNIFORM");
        assertThat((Double) json.get("personal_less_uniform_lower")).isPositive();
        assertThat(rows(json, "rules")).hasSize(5);
        assertThat(rows(json, "arms")).extracting(row -> row.get("arm")).containsExactly("none", "mail");
        assertThat(String.valueOf(json.get("in_words"))).startsWith("Contact those who are said to gain");
    }

    @Test
    void aPageHasTheExperimentTheRulesAndTheRankings() {
        Run run = run(trial(0.5, 0.5));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "The experiment\n---",
                        "Whom to contact\n---",
                        "Contact all alike, by mail",
                        "personal, by doubly robust scores",
                        "Does the best model tell who gains more?\n---",
                        "rate_autoc")
                .doesNotContain("NaN");
    }

    @Test
    void whereNobodyGainsATestIsPlanned() {
        Map<String, Object> json = run(trial(0, 0), "--json").json();

        assertThat(json).containsEntry("choice", "NOBODY");
        assertThat((Double) json.get("gain_worth_a_test")).isCloseTo(0.1, within(1e-12));
        // Outcomes have variance 1 in either arm: 2 (3.78 / .1)^2 = 2858.
        assertThat((Double) json.get("customers_an_arm")).isBetween(2_600.0, 3_200.0);
    }

    @Test
    void whatCameAfterTheContactIsNoCovariate() {
        String file = trial(0, 0);

        assertThat(run(file, "--covariates", "spend").err()).contains("--covariates must be known before the contact");
        assertThat(run(file, "--covariates", "spend").exitCode()).isEqualTo(2);
    }

    @Test
    void aColumnThatIsNotThereAndARowThatCannotBeReadAreNamed() {
        String file = Run.file(folder, "bad.csv", "segment,spend,cost,region,age\nnone,1,0,a,1\nmail,x,0,a,1\n")
                .toString();

        assertThat(run(file).err()).contains("bad.csv line 3: column spend: 'x' is not allowed");
        assertThat(run(file).exitCode()).isEqualTo(1);
        assertThat(run(file, "--id", "customer").err()).contains("has no column 'customer'");
        assertThat(run(Run.file(folder, "one.csv", "segment,spend,cost,region,age\nnone,1,0,a,1\n")
                                .toString())
                        .err())
                .contains("what would have happened anyway");
    }

    @Test
    void armsThatAreMisspeltAreRefusedWithThoseThatExist() {
        String file = trial(0, 0);
        List<String> words = List.of(
                "targeting", "--input", file, "--arm", "segment", "--outcome", "spend", "--covariates", "region,age");

        assertUsage(
                words,
                List.of("--hold-out", "none", "--costs", "mial=0.4"),
                "--costs 'mial': no row of " + file + " has that segment; arms are [mail, none]");
        assertUsage(words, List.of("--hold-out", "none", "--arms", "mial,mail"), "--arms 'mial': no row");
        assertUsage(words, List.of("--hold-out", "control"), "--hold-out 'control': no row");
        assertUsage(
                words,
                List.of("--hold-out", "none", "--costs", "none=0.4"),
                "--costs names the hold-out 'none', which nobody contacts");
        assertUsage(
                words,
                List.of("--hold-out", "none", "--arms", "other", "--costs", "mail=0.4"),
                "--costs names 'mail', which is not among --arms other");
        assertUsage(words, List.of("--hold-out", "none", "--worth", "0"), "--worth must be finite and not 0");
    }

    private static void assertUsage(List<String> words, List<String> more, String message) {
        Run run = Run.of(Stream.concat(words.stream(), more.stream()).toList());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void costsByArmStandInPlaceOfAColumn() {
        Map<String, Object> json = Run.of(
                        "targeting",
                        "--input",
                        trial(0, 0),
                        "--arm",
                        "segment",
                        "--hold-out",
                        "none",
                        "--outcome",
                        "spend",
                        "--costs",
                        "mail=0.4",
                        "--covariates",
                        "region,age",
                        "--worth",
                        "0.5",
                        "--json")
                .json();

        assertThat((Double) json.get("gain_worth_a_test")).isCloseTo(0.4, within(1e-12));
    }
}
