package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Registry;
import io.engagement.score.Composite;
import io.engagement.score.Scale;
import io.engagement.setup.ScoringSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that scored is saved as one text, and scores again as it did. */
class SavedSetupTest {
    @TempDir
    private Path folder = Path.of("");

    private Path base = folder;

    @BeforeEach
    void simulate() throws IOException {
        base = folder.resolve("base.csv");
        assertThat(Run.of("simulate", "--customers", "300", "--seed", "4", "--out", base.toString())
                        .exitCode())
                .isZero();
        StringBuilder contracts = new StringBuilder("customer_id,at,purpose\n");
        for (int i = 0; i < 80; i++) {
            LocalDate start = LocalDate.of(2023, 1 + i % 12, 5);
            contracts.append("k%02d,%s,SIGN_UP\n".formatted(i, start));
            if (i % 3 == 0) {
                contracts.append("k%02d,%s,CANCELLATION\n".formatted(i, start.plusMonths(1 + i % 9)));
            }
        }
        Files.writeString(folder.resolve("contracts.csv"), contracts);
    }

    private Run score(String... options) {
        String contracts = folder.resolve("contracts.csv").toString();
        return Run.onBase("score", options, "--input", base.toString(), "--input", contracts);
    }

    private String saved(String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        Path file = folder.resolve("setup.txt");
        words.addAll(List.of("--save-setup", file.toString()));
        Run run = score(words.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("wrote " + file);
        return file.toString();
    }

    @Test
    void aSavedSetupScoresAsItDidWithoutAnyOptionOfScores() {
        String[] options = {
            "--model=pareto-nbd", "--spend=normal-normal", "--contract=bdw", "--period=WEEKS", "--renewals=3",
            "--payment=USE", "--horizon=30d", "--value-horizon=forever", "--margin=0.4", "--discount-rate=0.07",
            "--engagement-horizon=10d"
        };
        Run fitted = score(options);
        assertThat(fitted.exitCode()).as(fitted.err()).isZero();
        Run read = score("--models", saved(options));
        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.out()).isEqualTo(fitted.out());
        assertThat(read.column("lifetime_value"))
                .anySatisfy(value -> assertThat(value).isNotEmpty());
        assertThat(read.column("churn_risk"))
                .anySatisfy(value -> assertThat(value).isNotEmpty());
        assertThat(read.err()).contains("note on the model of contracts: ").doesNotContain("--models holds no model");
    }

    @Test
    void optionsThatAreToldTakeThePlaceOfWhatWasSaved() {
        String file = saved("--margin=0.5", "--horizon=30d");
        Run half = score("--models", file);
        Run quarter = score("--models", file, "--horizon=90d", "--margin=0.5");
        assertThat(quarter.column("retention_risk"))
                .isNotEqualTo(half.column("retention_risk"))
                .isEqualTo(score("--retention=purchases").column("retention_risk"));
        assertThat(quarter.column("lifetime_value"))
                .as("what was learned over the saved horizon stays")
                .isEqualTo(half.column("lifetime_value"))
                .isEqualTo(score("--margin=0.5", "--horizon=30d").column("lifetime_value"));
        assertThat(score("--models", file, "--discount-rate=0", "--value-horizon=1y")
                        .column("lifetime_value"))
                .isEqualTo(score("--discount-rate=0", "--value-horizon=1y", "--margin=0.5", "--horizon=30d")
                        .column("lifetime_value"));
    }

    @Test
    void aSetupHoldsNothingThatTheLibraryDoesNotRead() throws IOException {
        String text = Files.readString(Path.of(saved("--contract=sbg", "--zone=Asia/Tokyo")));
        assertThat(text).startsWith("engagement scoring-setup 1 format 2\n").doesNotContain("base.");
        ScoringSetup setup = ScoringSetup.read(text, Registry.empty());
        assertThat(setup.toText()).as("bit for bit").isEqualTo(text);
        assertThat(setup.definitions()).extracting(Object::toString).allMatch(each -> !each.contains("UTC"));
    }

    @Test
    void scoresOfScoresAreColumnsToo() throws IOException {
        ScoringSetup setup = ScoringSetup.read(Files.readString(Path.of(saved())), Registry.empty());
        ScoringSetup more = setup.with(Composite.weighted(
                "health", Scale.INDEX, Map.of(setup.scorer("engagement"), 1.0, setup.scorer("momentum"), 1.0)));
        Path file = Run.file(folder, "more.txt", more.toText());
        Run run = score("--models", file.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.column("health"))
                .allSatisfy(value -> assertThat(Double.parseDouble(value)).isBetween(0.0, 100.0));
        assertThat(run.column("health_reason")).doesNotContain("");
    }

    @Test
    void whatDoesNotGoWithASetupIsRefused() throws IOException {
        String file = saved();
        Run zone = score("--models", file, "--zone", "Asia/Tokyo");
        assertThat(zone.exitCode()).isEqualTo(2);
        assertThat(zone.err()).contains("was fitted with --zone UTC, and this run has Asia/Tokyo");
        Run scale = score("--models", file, "--time-scale", "DAYS");
        assertThat(scale.exitCode()).isEqualTo(2);
        assertThat(scale.err()).contains("--time-scale WEEKS");
        Run horizon = score("--models", file, "--engagement-horizon", "7d");
        assertThat(horizon.exitCode()).isEqualTo(2);
        Run two = score("--models", file, file);
        assertThat(two.exitCode()).isEqualTo(2);
        assertThat(two.err()).contains("is a whole set-up, with which no other file goes");
        Run fit = score("--models", file, "--model", "nbd");
        assertThat(fit.exitCode()).isEqualTo(2);
        Path broken =
                Run.file(folder, "broken.txt", Files.readString(Path.of(file)).replace("margin 1", "margin 0"));
        Run changed = score("--models", broken.toString());
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.err())
                .contains("broken.txt is no set-up that 'engagement score --save-setup' wrote")
                .contains("was changed or cut since it was written");
        Run same = score("--models", file, "--save-setup", file);
        assertThat(same.exitCode()).as("what is read is not written").isEqualTo(2);
    }

    @Test
    void whereThereIsNothingToSaveThatIsTold() {
        Path none = Run.file(folder, "none.csv", "customer,at,purpose\na,2023-01-05,INFORMATION\n");
        Path file = folder.resolve("setup.txt");
        Run run = Run.of("score", "--save-setup", file.toString(), "--input", none.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("there is no model, so that --save-setup has nothing to write");
        assertThat(file).doesNotExist();
        Run plain = Run.of("score", "--input", none.toString());
        assertThat(plain.exitCode()).as("scores are empty and say why").isZero();
        assertThat(plain.column("engagement_reason").get(0)).startsWith("there is no model of engagement: ");
        assertThat(plain.column("lifetime_value_reason").get(0)).startsWith("there is no model of spend: ");
    }
}
