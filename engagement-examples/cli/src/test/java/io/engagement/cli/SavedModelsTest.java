package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EngagementDefinition;
import io.engagement.setup.ScoringSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path base = folder;

    @BeforeEach
    void simulate() {
        base = folder.resolve("base.csv");
        assertThat(Run.of("simulate", "--customers", "300", "--seed", "4", "--out", base.toString())
                        .exitCode())
                .isZero();
    }

    private String saved(String model, String... options) {
        Path file = folder.resolve(model + options.length + ".txt");
        List<String> words = new ArrayList<>(List.of("fit", "--model", model, "--save", file.toString()));
        words.addAll(List.of(options));
        words.addAll(List.of("--input", base.toString()));
        assertThat(Run.of(words).exitCode()).isZero();
        return file.toString();
    }

    private Run score(String... options) {
        return Run.onBase("score", options, "--input", base.toString());
    }

    /** By fits whose level is not corrected: what was missed of late is known to whole set-ups only. */
    private Run scoreWithoutLevel(String... options) throws IOException {
        Path file = folder.resolve("setup.txt");
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("--save-setup", file.toString()));
        assertThat(score(words.toArray(String[]::new)).exitCode()).isZero();
        ScoringSetup fitted = ScoringSetup.read(Files.readString(file), Registry.empty());
        Files.writeString(file, fitted.withoutLevel().toText());
        return score(
                "--time-scale", fitted.purchases().orElseThrow().timeScale().name(), "--models", file.toString());
    }

    @Test
    void savedModelsScoreAsTheFitsDid() throws IOException {
        Run fitted = scoreWithoutLevel("--time-scale", "DAYS", "--spend", "gamma-gamma", "--retention", "purchases");
        String days = "--time-scale=DAYS";
        Run read = score(
                "--time-scale",
                "DAYS",
                "--models",
                saved("bg-nbd", days),
                saved("gamma-gamma"),
                saved("engagement", days));
        assertThat(read.exitCode()).isZero();
        assertThat(read.out()).isEqualTo(fitted.out());
    }

    @Test
    void aSavedModelOfSpendScoresAsItsFitDid() throws IOException {
        String purchases = saved("bg-nbd");
        for (String spend : List.of("gamma-gamma", "hurdle-gamma-gamma", "normal-normal")) {
            Run fitted = scoreWithoutLevel("--spend", spend);
            assertThat(fitted.exitCode()).isZero();
            Run read = score("--models", purchases, saved(spend));
            assertThat(read.exitCode()).isZero();
            assertThat(read.column("lifetime_value"))
                    .isEqualTo(fitted.column("lifetime_value"))
                    .anySatisfy(score -> assertThat(score).isNotEmpty());
        }
        assertThat(score("--spend", "hurdle-gamma-gamma").column("lifetime_value"))
                .isNotEqualTo(score().column("lifetime_value"));
    }

    @Test
    void modelsOfSpendThatMakeNoSenseTogetherAreRefused() {
        Run twice = score("--models", saved("gamma-gamma"), saved("normal-normal"));
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("two models of spend");
        Run both = score("--spend", "normal-normal", "--models", saved("gamma-gamma"));
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--spend says what to fit");
        Run other = score("--spend", "bg-nbd");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("there is no model of spend 'bg-nbd': there are gamma-gamma");
    }

    @Test
    void returnsLowerTheValueOfWhoReturns() throws IOException {
        StringBuilder rows = new StringBuilder("customer_id,at,purpose,value\n");
        for (int customer = 0; customer < 60; customer++) {
            for (int day = 1; day <= 1 + customer % 5; day++) {
                String start = "c%02d,2024-0%d-0%d,".formatted(customer, 1 + customer % 3, day);
                rows.append(start)
                        .append("PURCHASE,")
                        .append(10 + customer * day % 17)
                        .append('\n');
                if (customer % 7 == 3) {
                    rows.append(start)
                            .append("RETURN,-")
                            .append(30 + customer % 4)
                            .append('\n');
                }
            }
        }
        Path file = folder.resolve("returns.csv");
        Files.writeString(file, rows.toString());
        List<String> hurdle = Run.of("score", "--spend", "hurdle-gamma-gamma", "--input", file.toString())
                .column("lifetime_value");
        List<String> gross = Run.of("score", "--input", file.toString()).column("lifetime_value");
        assertThat(hurdle).doesNotContain("");
        // Customer 59 bought on five days and returned all of it, and more.
        assertThat(Double.parseDouble(hurdle.get(59))).isLessThan(0.5 * Double.parseDouble(gross.get(59)));
    }

    @Test
    void singleModelsSayThatTheirLevelIsNotCorrected() throws IOException {
        assertThat(score("--models", saved("bg-nbd")).err())
                .contains("note: expected_purchases and lifetime_value are not corrected by what the model of purchases"
                        + " missed of late");
        assertThat(score("--models", saved("gamma-gamma")).err()).doesNotContain("not corrected");
        assertThat(scoreWithoutLevel().err()).doesNotContain("not corrected");
    }

    @Test
    void scoresWhoseModelIsNotGivenStayEmptyAndSayWhy() {
        Run run = score("--models", saved("bg-nbd"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.column("p_alive")).anySatisfy(score -> assertThat(score).isNotEmpty());
        assertThat(run.column("engagement")).containsOnly("");
        assertThat(run.column("lifetime_value")).containsOnly("");
        assertThat(run.column("engagement_reason"))
                .allSatisfy(why -> assertThat(why).contains("--models"));
        assertThat(run.err())
                .contains("note: --models holds no model of engagement, so there is no engagement, momentum; "
                        + "'engagement fit --save FILE' writes one")
                .doesNotContain("no model of purchases", "Was one saved");
    }

    @Test
    void aModelOfAnotherUnitIsRefused() {
        Run run = score("--models", saved("bg-nbd", "--time-scale=DAYS"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--time-scale DAYS").contains("this run has WEEKS");
    }

    @Test
    void aModelOfOtherPurchaseDaysOrOfAnotherEngagementIsRefused() {
        Run zone = score("--zone", "Asia/Tokyo", "--models", saved("bg-nbd"));
        assertThat(zone.exitCode()).isEqualTo(2);
        assertThat(zone.err()).contains("--zone").contains("Asia/Tokyo");
        Run spend = score("--zone", "Asia/Tokyo", "--models", saved("gamma-gamma"));
        assertThat(spend.exitCode()).isEqualTo(2);
        Run horizon = score("--engagement-horizon", "7d", "--models", saved("engagement"));
        assertThat(horizon.exitCode()).isEqualTo(2);
        assertThat(horizon.err()).contains("--engagement-horizon PT720H").contains("PT168H");
    }

    @Test
    void aModelOfPurchasesHoldsItsDefinitionAndNothingPrivate() throws IOException {
        assertThat(Files.readString(Path.of(saved("bg-nbd", "--zone=Asia/Tokyo"))))
                .contains("model.definition purchases 1; of purpose=PURCHASE; zone Asia/Tokyo\n")
                .doesNotContain("base.");
        assertThat(Files.readString(Path.of(saved("bg-bb", "--period=WEEKS"))))
                .contains("model.definition purchases 1; of purpose=PURCHASE; zone Z; by WEEKS\n");
    }

    /** As models were saved before they carried their definition. */
    private static String before(String own, String more) {
        return own.substring(0, own.indexOf("checksum"))
                        .replace(" format 2", "")
                        .replaceFirst("model.definition .*\n", "")
                + more;
    }

    @Test
    void aModelOfEngagementOfBeforeModelsCarriedTheirDefinitionHasTheHorizonThatStoodBesideIt() throws IOException {
        Path file = Path.of(saved("engagement"));
        assertThat(file).content().doesNotContain("base.").contains("model.definition engagement 1; ");
        String old = before(gammaPoisson().toText(), "");
        Files.writeString(file, old + "base.zone Z\nbase.period none\nbase.engagement_horizon PT168H\n");
        assertThat(score("--engagement-horizon", "7d", "--models", file.toString())
                        .exitCode())
                .isZero();
        assertThat(score("--models", file.toString()).err()).contains("--engagement-horizon PT168H");
        Files.writeString(file, old + "base.engagement_horizon never\n");
        assertThat(score("--models", file.toString()).err()).contains("must be a duration", "'never'");
    }

    /** Of a few acts: the only model of engagement that there was. */
    private static Fitted<DiscountedGammaPoisson> gammaPoisson() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int act = 0; act < 40; act++) {
            Instant at = Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofDays(act * act % 90));
            log.add(Interaction.of("c" + act % 8, at, Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION));
        }
        return DiscountedGammaPoisson.fit(
                log.build().asOf(Instant.parse("2024-06-01T00:00:00Z")), EngagementDefinition.withDefaults());
    }

    @Test
    void aTextOfBeforeIsReadAsItWasMeant() throws IOException {
        Path file = Path.of(saved("bg-nbd", "--zone=Asia/Tokyo"));
        String own = Files.readString(file);
        List<String> scores =
                score("--zone", "Asia/Tokyo", "--models", file.toString()).column("p_alive");
        Files.writeString(
                file, before(own, "base.zone Asia/Tokyo\nbase.period none\nbase.engagement_horizon PT720H\n"));
        Run tokyo = score("--zone", "Asia/Tokyo", "--models", file.toString());
        assertThat(tokyo.exitCode()).as(tokyo.err()).isZero();
        assertThat(tokyo.column("p_alive")).isEqualTo(scores);
        Run utc = score("--models", file.toString());
        assertThat(utc.exitCode()).isEqualTo(2);
        assertThat(utc.err()).contains("--zone Asia/Tokyo").contains("this run has UTC");
        Files.writeString(file, before(own, ""));
        assertThat(score("--models", file.toString()).exitCode())
                .as("one that tells nothing takes this run's zone")
                .isZero();
        Files.writeString(file, before(own, "base.zone Atlantis\n"));
        assertThat(score("--models", file.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void aModelThatWasChangedOrIsNoTextIsRefusedWithTheRemedy() throws IOException {
        Path file = Path.of(saved("bg-nbd"));
        String own = Files.readString(file);
        Files.writeString(file, own.replaceFirst("model.r [0-9]", "model.r 7"));
        Run changed = score("--models", file.toString());
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.err())
                .contains("was changed or cut since it was written")
                .contains("make the first line 'engagement fitted 1' and remove the line of the checksum");
        Files.write(file, new byte[] {(byte) 0xc3, (byte) 0x28, 0, 1});
        Run bytes = score("--models", file.toString());
        assertThat(bytes.exitCode()).isEqualTo(1);
        assertThat(bytes.err()).contains("is no text in UTF-8");
        Files.writeString(file, before(own, "base.period FORTNIGHTS\n"));
        assertThat(score("--models", file.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void whatIsNoModelOrThereTwiceOrNotThereIsRefused() {
        Run gone = score("--models", folder.resolve("none.txt").toString());
        assertThat(gone.exitCode()).as("as of an --input").isEqualTo(1);
        assertThat(gone.err()).contains("there is no file").contains("none.txt");
        Path text = Run.file(folder, "text.txt", "hello\n");
        Run none = score("--models", text.toString());
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("text.txt is no model");
        Path other = Run.file(folder, "other.txt", "engagement fitted 1\nmodel accelerated-lifetime 1\n");
        assertThat(score("--models", other.toString()).err())
                .contains("holds a accelerated-lifetime, which is no model that scores");
        String model = saved("bg-nbd");
        Run twice = score("--models", model, model);
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("two models of purchases");
    }

    @Test
    void aModelOfPurchasesOfAnyKindScoresAsItsFitDid() throws IOException {
        String spend = saved("gamma-gamma");
        for (String model : List.of("nbd", "mbg-cnbd-k", "pareto-nbd")) {
            Run fitted = scoreWithoutLevel("--model", model, "--retention", "purchases", "--spend", "gamma-gamma");
            Run read = score("--models", saved(model), spend);
            assertThat(read.exitCode()).as(model).isZero();
            for (String column : List.of("retention_risk", "p_alive", "expected_purchases", "lifetime_value")) {
                assertThat(read.column(column))
                        .as("%s by %s", column, model)
                        .isEqualTo(fitted.column(column))
                        .anySatisfy(score -> assertThat(score).isNotEmpty());
            }
        }
    }

    @Test
    void aSavedModelOfRetentionScoresAsItsFitDid() {
        Run both = score("--horizon", "60d", "--retention", "both");
        assertThat(both.err()).contains("retention_risk is by the mean of");
        Run read = score("--models", saved("bg-nbd"), saved("retention", "--horizon=60d"));
        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.column("retention_risk"))
                .isEqualTo(both.column("retention_risk"))
                .anySatisfy(score -> assertThat(score).isNotEmpty());
        Run gaps = score("--horizon", "60d", "--own-gaps", "3");
        assertThat(score("--models", saved("retention", "--horizon=60d", "--own-gaps=3"))
                        .column("retention_risk"))
                .isEqualTo(gaps.column("retention_risk"))
                .isNotEqualTo(both.column("retention_risk"));
        Run other = score("--horizon", "30d", "--models", saved("retention", "--horizon=60d"));
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("was fitted with --horizon PT1440H, and this run has PT720H");
        Run wrong = score("--retention", "both", "--own-gaps", "3");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--own-gaps: risk by own gaps is that of additive-logistic");
    }

    @Test
    void aModelByPeriodScoresWithTheSpendOfAPeriod() {
        Run fitted = score("--model", "bg-bb", "--period", "MONTHS");
        assertThat(fitted.exitCode()).as(fitted.err()).isZero();
        Run read = score("--models", saved("bg-bb"), saved("gamma-gamma", "--period=MONTHS"));
        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.column("lifetime_value"))
                .isEqualTo(fitted.column("lifetime_value"))
                .anySatisfy(score -> assertThat(score).isNotEmpty());
        assertThat(read.column("retention_risk")).isEqualTo(fitted.column("retention_risk"));
        Run days = score("--models", saved("bg-bb"), saved("gamma-gamma"));
        assertThat(days.exitCode()).isEqualTo(2);
        assertThat(days.err())
                .contains(
                        "do not go together: purchases are counted by calendar month in UTC here, by day in UTC there");
        Run brief = score("--model", "bg-bb", "--period", "WEEKS", "--horizon", "2d");
        assertThat(brief.exitCode()).isEqualTo(2);
        assertThat(brief.err()).contains("--horizon: a horizon of bg-bb is a whole number of WEEKS");
    }

    @Test
    void theModelToFitIsChosenByNameOrByComparison() {
        Run best = score("--model", "best");
        assertThat(best.exitCode()).as(best.err()).isZero();
        assertThat(best.err()).contains("compared models of purchases: Use ");
        assertThat(best.column("p_alive")).anySatisfy(score -> assertThat(score).isNotEmpty());
        assertThat(score("--model", "bg-nbd").out()).isEqualTo(score().out());
        Run none = score("--model", "bgnbd");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err())
                .contains("there is no model of purchases 'bgnbd': did you mean 'bg-nbd'? there are nbd, ", ", best");
        Run spend = score("--model", "gamma-gamma");
        assertThat(spend.exitCode()).isEqualTo(2);
        assertThat(spend.err()).contains("there is no model of purchases 'gamma-gamma': there are nbd, ");
        Run both = score("--model", "nbd", "--models", saved("nbd"));
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("leave out one of them");
    }
}
