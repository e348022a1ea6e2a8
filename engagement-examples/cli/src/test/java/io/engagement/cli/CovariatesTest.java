package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of the file of customers move the models of purchases and of contracts. */
class CovariatesTest {
    @TempDir
    private Path folder = Path.of("");

    private String base = "";
    private String customers = "";
    private List<String> ids = List.of();

    /** Every third is of the north and a third buys half as often, of every tenth the age is not known. */
    @BeforeEach
    void simulate() throws IOException {
        Path file = folder.resolve("base.csv");
        assertThat(Run.of("simulate", "--customers", "300", "--seed", "4", "--out", file.toString())
                        .exitCode())
                .isZero();
        base = file.toString();
        ids = new ArrayList<>(Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new)));
        customers = customers("customers.csv", ids, "");
    }

    private String customers(String name, List<String> rows, String more) {
        String text = rows.stream()
                .map(id -> {
                    int number = ids.indexOf(id);
                    String age = number % 10 == 3 ? "" : Integer.toString(20 + number % 37);
                    return id + "," + List.of("north", "south", "west").get(number % 3) + "," + age;
                })
                .collect(Collectors.joining("\n", "customer_id,region,age\n", "\n" + more));
        return Run.file(folder, name, text).toString();
    }

    private Run run(String command, String file, String... options) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(options));
        words.addAll(List.of("--customers", file, "--input", base));
        return Run.of(words);
    }

    @Test
    void aFitTellsWhatCovariatesAreAndWhoIsLeftOut() {
        Run fit = run("fit", customers, "--model", "pareto-nbd", "--covariates", "region,age");
        assertThat(fit.exitCode()).as(fit.err()).isZero();
        assertThat(fit.err())
                .contains("covariate region: a category of 3, compared with north", "covariate age: a number");
        assertThat(fit.out())
                .contains("pareto-nbd with covariates", "purchases.region=south", "leaving.age")
                .containsPattern("\\d+ of \\d+ customers were left out, as their age is not known");
    }

    @Test
    void savedModelsWithCovariatesScoreAsTheFitsDidWhateverTheOrderOfCustomers() {
        String models = folder.resolve("setup.txt").toString();
        Run fitted = run("score", customers, "--covariates", "region,age", "--save-setup", models);
        assertThat(fitted.exitCode()).as(fitted.err()).isZero();
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(5));
        Run read = run("score", customers("shuffled.csv", shuffled, ""), "--models", models);
        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.out()).isEqualTo(fitted.out());
        assertThat(fitted.out()).contains("for want of attribute age on the customer's record");
    }

    @Test
    void aRegionThatWasNotSeenIsRefusedOrCountsAsTheBaselineAsTheFitSaid() {
        String strict = folder.resolve("strict.txt").toString();
        String lenient = folder.resolve("lenient.txt").toString();
        List<String> fit = List.of("fit", "--model", "bg-nbd", "--covariates", "region");
        run("fit", customers, words(fit, "--save", strict));
        run("fit", customers, words(fit, "--unseen", "baseline", "--save", lenient));
        String first = ids.get(0);
        String moved = customers("moved.csv", ids.subList(1, ids.size()), first + ",east,30\n");
        Run refused = run("score", moved, "--models", strict);
        assertThat(refused.err()).contains("region", "east");
        String north = customers("north.csv", ids.subList(1, ids.size()), first + ",north,30\n");
        assertThat(run("score", moved, "--models", lenient).out())
                .isEqualTo(run("score", north, "--models", lenient).out());
    }

    private static String[] words(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words.subList(1, words.size()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void contractsAreFittedAndScoredByCovariates() throws IOException {
        StringBuilder rows = new StringBuilder("customer_id,at,purpose,channel,initiator,value\n");
        Random random = new Random(7);
        for (String id : ids) {
            double leaves = ids.indexOf(id) % 3 == 0 ? 0.3 : 0.1;
            rows.append(id).append(",2025-01-01,SIGN_UP,web,CUSTOMER,\n");
            for (int month = 1; month <= 12; month++) {
                rows.append(id).append(",2025-%02d-02,PURCHASE,web,CUSTOMER,10\n".formatted(month));
                if (random.nextDouble() < leaves) {
                    rows.append(id).append(",2025-%02d-20,CANCELLATION,web,CUSTOMER,\n".formatted(month));
                    break;
                }
            }
        }
        base = Run.file(folder, "contracts.csv", rows.toString()).toString();
        String model = folder.resolve("staying.txt").toString();
        Run fit = run("fit", customers, "--model", "sbg", "--covariates", "region", "--save", model);
        assertThat(fit.exitCode()).as(fit.err()).isZero();
        assertThat(fit.out()).contains("sbg with covariates", "leaving.region=south", "staying.region=west");
        assertThat(Files.readString(Path.of(model))).contains("fact.0 levels 1; of region; names north|south|west");
        Run score = run("score", customers, "--models", model);
        assertThat(score.exitCode()).as(score.err()).isZero();
        assertThat(score.out()).contains("churn_risk", "contract_value", "Region south (typical north): risk -0.");
    }

    @Test
    void modelsAreComparedWithAndWithout() {
        Run compare = run("compare", customers, "--covariates", "region");
        assertThat(compare.exitCode()).as(compare.err()).isZero();
        assertThat(compare.out()).contains("bg-nbd with covariates", "pareto-nbd with covariates ", "ggom-nbd ");
    }

    @Test
    void whatMakesNoSenseIsToldInAWord() {
        Run takesNone = run("fit", customers, "--model", "nbd", "--covariates", "age");
        assertThat(takesNone.exitCode()).isEqualTo(2);
        assertThat(takesNone.err()).contains("--covariates: nbd takes none, bg-nbd, pareto-nbd, ggom-nbd do");
        Run unknown = run("fit", customers, "--model", "bg-nbd", "--covariates", "aged");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err())
                .contains(
                        "there is no attribute of customers 'aged': did you mean 'age'?",
                        "attributes are columns of --customers");
        Run twice = run("fit", customers, "--model", "bg-nbd", "--covariates", "age,age");
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("--covariates: covariates must differ, two are age");
        Run blank = run("fit", customers, "--model", "bg-nbd", "--covariates", " ,age");
        assertThat(blank.exitCode()).isEqualTo(2);
        assertThat(blank.err()).contains("--covariates names a blank one");
        Run spend = run("fit", customers, "--model", "gamma-gamma", "--covariates", "age");
        assertThat(spend.exitCode()).isEqualTo(2);
        Run saved = run("score", customers, "--models", base, "--covariates", "age");
        assertThat(saved.exitCode()).isEqualTo(2);
        assertThat(saved.err()).contains("with --models nothing is fitted");
    }
}
