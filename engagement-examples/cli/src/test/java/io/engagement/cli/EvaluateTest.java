package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How did last quarter's scores do this quarter? */
class EvaluateTest {
    private static final String CLOSED = """
            customer_id,at,purpose,initiator,channel
            a,2024-01-01,PURCHASE,CUSTOMER,web
            a,2024-02-01,PURCHASE,CUSTOMER,web
            a,2024-03-01,PURCHASE,CUSTOMER,web
            b,2024-01-05,PURCHASE,CUSTOMER,web
            b,2024-02-08,PURCHASE,CUSTOMER,web
            c,2024-01-09,PURCHASE,CUSTOMER,web
            d,2024-01-09,PURCHASE,CUSTOMER,web
            d,2024-01-19,PURCHASE,CUSTOMER,web
            """;

    @TempDir
    private Path folder = Path.of("");

    private String base = "";

    @BeforeEach
    void simulate() {
        base = folder.resolve("base.csv").toString();
        assertThat(Run.of("simulate", "--customers", "300", "--seed", "4", "--out", base)
                        .exitCode())
                .isZero();
    }

    @Test
    void oneCommandTellsHowLastQuartersScoresDid() {
        Run run = Run.of("evaluate", "--input", base);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("no purchase within 90 days, judged at ")
                .contains("an act that counts within 30 days, judged at ")
                .contains("\nretention_risk ")
                .contains("\nexpected_purchases ")
                .containsPattern("(?m)^engagement ranks .*\\.$")
                .doesNotContain("rows     said");
        assertThat(Run.of("evaluate", "--reliability", "--input", base).out()).contains("rows     said happened");
    }

    @Test
    void moreOriginsAreAllTriedAndTheirSpreadIsTold() {
        Run run = Run.of("evaluate", "--origins", "5", "--horizon", "60d", "--input", base);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("no purchase within 60 days").contains("over origins, standard deviation: auc ");
    }

    @Test
    void figuresAreWrittenForPrograms() {
        Run csv = Run.of("evaluate", "--csv", "--input", base);
        assertThat(csv.column("figure")).contains("auc", "brier", "log_loss", "mae", "crps");
        Run json = Run.of("evaluate", "--json", "--input", base);
        assertThat(json.out()).startsWith("[\n{\"scorer\": \"engagement\"").endsWith("]\n");
    }

    @Test
    void savedScoresAreJudgedFromWhenTheyWereFittedOn() {
        String setup = folder.resolve("setup.txt").toString();
        Run saved = Run.of("score", "--as-of", "2024-09-01", "--save-setup", setup, "--input", base);
        assertThat(saved.exitCode()).as(saved.err()).isZero();

        Run run = Run.of("evaluate", "--models", setup, "--input", base);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("no purchase within 90 days, judged at 2024-09-01T00:00:00Z");
        Run wrong = Run.of("evaluate", "--models", setup, "--origins", "2", "--input", base);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--origins are of models that are fitted anew");
    }

    @Test
    void modelsOfTheLastDayCannotBeJudgedYet() {
        String setup = folder.resolve("today.txt").toString();
        Run.of("score", "--save-setup", setup, "--input", base);

        Run run = Run.of("evaluate", "--models", setup, "--input", base);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("no score can be judged: engagement could not be judged: origin ")
                .contains("before the 30 days after it are seen: it can be judged from 20");
    }

    @Test
    void aSavedSetupCarriesItsBacktest() throws Exception {
        Path setup = folder.resolve("setup.txt");
        Run.of("score", "--save-setup", setup.toString(), "--input", base);

        assertThat(Files.readString(setup))
                .contains("\nbacktest evaluations 1\n")
                .contains("retention_risk");
    }

    @Test
    void scoresAreTheSameBesideTheirBacktest() {
        Run plain = Run.of("score", "--input", base);
        Run tested = Run.of("score", "--backtest", "--input", base);

        assertThat(tested.exitCode()).isZero();
        assertThat(tested.out()).isEqualTo(plain.out());
        assertThat(tested.err())
                .contains("no purchase within 90 days, judged at")
                .containsPattern("(?m)^engagement ranks");
        assertThat(plain.err()).doesNotContain("judged at");
    }

    @Test
    void whereNothingWasBoughtItIsSaidAndNothingIsPraised() {
        String closed = Run.file(folder, "closed.csv", CLOSED).toString();
        Run run = Run.of("evaluate", "--as-of", "2024-12-31", "--input", closed);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("retention_risk could not be judged: nothing was bought in the hold-out")
                .doesNotContain("ranks well", "NaN", "Infinity");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(Run.of("evaluate", "--origins", "0", "--input", base).err())
                .contains("--origins must be at least 1, was 0");
        assertThat(Run.of("evaluate", "--csv", "--reliability", "--input", base).exitCode())
                .isEqualTo(2);
        String empty = Run.file(folder, "empty.csv", "customer_id,at\n").toString();
        Run nothing = Run.of("evaluate", "--as-of", "2024-12-31", "--input", empty);
        assertThat(nothing.exitCode()).isEqualTo(1);
    }
}
