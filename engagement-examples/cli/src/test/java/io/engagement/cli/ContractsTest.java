package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.survival.ContractModel;
import io.engagement.survival.ContractModels;
import io.engagement.value.DiscountRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files with sign-ups, payments and cancellations to who will not renew and what contracts are worth. */
class ContractsTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 1, 1);
    private static final int CUSTOMERS = 120;

    @TempDir
    private Path folder = Path.of("");

    private String base = "";

    /**
     * Customer i signed up in a month of 2023 and pays 10 + i % 4 each month; every third cancels in the first two months, others
     * stay for eight or more, so that the risk falls. There is also who only bought, and who has not paid yet.
     */
    @BeforeEach
    void writeContracts() {
        StringBuilder rows = new StringBuilder("customer_id,at,purpose,value\n");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            String id = "c%03d".formatted(customer);
            LocalDate start = LocalDate.of(2023, 1 + customer % 10, 15);
            int lasts = customer % 3 == 0 ? 1 + customer % 2 : 8 + customer * 7 % 17;
            rows.append(id).append(',').append(start).append(",SIGN_UP,1\n");
            int paid = 0;
            while (paid < lasts && start.plusMonths(paid).isBefore(TODAY)) {
                rows.append(id).append(',').append(start.plusMonths(paid));
                rows.append(",PURCHASE,").append(10 + customer % 4).append('\n');
                paid++;
            }
            LocalDate end = start.plusMonths(lasts).minusDays(1);
            if (end.isBefore(TODAY)) {
                rows.append(id).append(',').append(end).append(",CANCELLATION,\n");
            }
        }
        rows.append("guest,2023-06-01,PURCHASE,5\nnew,2023-12-20,SIGN_UP,\n");
        base = Run.file(folder, "contracts.csv", rows.toString()).toString();
    }

    /** As in shared/cases/28-same-day-cancel. */
    @Test
    void whoSignedUpAndCancelledOnOneDateHasCancelledInWhateverOrderTheRowsCome() {
        for (String rows : List.of(
                "S,2024-01-31,SIGN_UP\nS,2024-01-31,CANCELLATION\n",
                "S,2024-01-31,CANCELLATION\nS,2024-01-31,SIGN_UP\n")) {
            Path file = Run.file(
                    folder,
                    "same.csv",
                    "customer_id,at,purpose\n" + rows
                            + "T,2024-01-31,SIGN_UP\nU,2024-01-31,SIGN_UP\nU,2024-03-15,CANCELLATION\n"
                            + "G,2024-01-01,SIGN_UP\nG,2024-03-01,CANCELLATION\nG,2024-03-01,SIGN_UP\n");
            Run run =
                    Run.of(List.of("score", "--contract", "sbg", "--as-of", "2024-06-30", "--input", file.toString()));
            assertThat(of(run, "S", "churn_risk")).isEmpty();
            assertThat(of(run, "S", "churn_risk_reason")).startsWith("Has cancelled");
            assertThat(of(run, "T", "churn_risk")).isNotEmpty();
            assertThat(of(run, "U", "churn_risk")).isEmpty();
            assertThat(of(run, "G", "churn_risk"))
                    .as("changed to another contract")
                    .isNotEmpty();
        }
    }

    /** As shared/cases/extreme/contracts.csv: survival falls as a power of periods to a power, beyond 1e10. */
    @Test
    void churnRisksAreProbabilitiesWhereTheModelOfContractsRunsToItsBounds() {
        StringBuilder rows = new StringBuilder("customer_id,at,purpose\n");
        for (int i = 0; i < 120; i++) {
            LocalDate start = LocalDate.of(2023, 1, 2).plusDays(i * 2L);
            rows.append('k').append(i).append(',').append(start).append(",SIGN_UP\n");
            if (i % 2 == 0 && start.plusDays(333).isBefore(TODAY)) {
                rows.append('k')
                        .append(i)
                        .append(',')
                        .append(start.plusDays(333))
                        .append(",CANCELLATION\n");
            }
        }
        Path file = Run.file(folder, "late.csv", rows.toString());
        Run run = Run.of(List.of(
                "score",
                "--contract",
                "bdw",
                "--renewals",
                "12",
                "--as-of",
                TODAY.toString(),
                "--input",
                file.toString()));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.column("churn_risk").stream().filter(risk -> !risk.isEmpty()))
                .isNotEmpty()
                .allSatisfy(risk -> assertThat(Double.parseDouble(risk)).isBetween(0.0, 1.0));
    }

    /** As shared/cases/extreme/value1e308.csv and cost1e308.csv. */
    @Test
    void amountsBeyondTheRangeAreRefusedByRow() {
        Path file = Run.file(folder, "huge.csv", """
                customer_id,at,purpose,value,cost
                a,2023-02-01,PURCHASE,1e308,
                a,2023-02-02,PURCHASE,5,1e308
                b,2023-03-01,PURCHASE,1,1
                b,2023-03-09,PURCHASE,1,1
                """);
        Run run = Run.of(List.of("fit", "--model", "nbd", "--as-of", TODAY.toString(), "--input", file.toString()));
        assertThat(run.err())
                .contains("value must be 0, or from 1.0E-12 to 1.0E15 or as much below 0, was 1.0E308")
                .contains("cost must be 0, or from 1.0E-12 to 1.0E15, was 1.0E308");
    }

    private String saved(String model, String... options) {
        Path file = folder.resolve(model + String.join("", options) + ".txt");
        List<String> words = new ArrayList<>(List.of("fit", "--model", model, "--save", file.toString()));
        words.addAll(List.of(options));
        Run run = onBase(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return file.toString();
    }

    private Run score(String... options) {
        List<String> words = new ArrayList<>(List.of("score"));
        words.addAll(List.of(options));
        return onBase(words);
    }

    private Run onBase(List<String> words) {
        words.addAll(List.of("--as-of", TODAY.toString(), "--input", base));
        return Run.of(words);
    }

    private static String of(Run run, String customer, String column) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.column(column).get(run.column("customer_id").indexOf(customer));
    }

    /** Customer 5, who pays 11 a month, signed up on 2023-06-15 and has renewed six times. */
    @Test
    void aSavedModelGivesRiskAndValueAsTheLibraryDoes() throws IOException {
        for (String name : List.of("sbg", "bdw")) {
            String file = saved(name);
            ContractModel model =
                    ContractModels.readFitted(Files.readString(Path.of(file))).model();
            Run run = score("--models", file, "--margin", "0.3", "--renewals", "2");
            assertThat(Double.parseDouble(of(run, "c005", "churn_risk")))
                    .as(name)
                    .isCloseTo(1 - model.survival(6, 2), within(1e-9));
            double monthly = Math.expm1(DiscountRate.annual(0.1).rate(TimeScale.MONTHS));
            assertThat(Double.parseDouble(of(run, "c005", "contract_value")))
                    .as(name)
                    .isCloseTo(0.3 * 11 * model.discountedRenewals(6, 36, monthly), within(1e-7));
            assertThat(Double.parseDouble(of(score("--models", file), "c005", "churn_risk")))
                    .as("the next renewal unless told")
                    .isCloseTo(model.churnProbability(6), within(1e-9))
                    .isLessThan(0.8 * model.churnProbability(0));
        }
    }

    @Test
    void whatIsFittedOnTheWayScoresAsWhatWasSaved() {
        Run fitted = score("--contract", "bdw", "--period", "WEEKS");
        Run read = score("--models", saved("bdw", "--period=WEEKS"));
        for (String column : Scores.OF_CONTRACTS) {
            assertThat(read.column(column)).isEqualTo(fitted.column(column)).anySatisfy(score -> assertThat(score)
                    .isNotEmpty());
            assertThat(read.column(column + "_reason")).isEqualTo(fitted.column(column + "_reason"));
        }
        assertThat(of(fitted, "c001", "churn_risk_reason")).startsWith("Renewed ");
        assertThat(fitted.column("engagement"))
                .as("and the other scores are as without contracts")
                .isEqualTo(score().column("engagement"));
        assertThat(read.err()).contains("no model of purchases");
    }

    @Test
    void thereAreColumnsOfContractsOnlyWhereThereIsAModelOfThem() {
        String plain = score().lines().get(0);
        assertThat(plain).doesNotContain("churn_risk").doesNotContain("contract_value");
        List<String> names = List.of(score("--contract", "sbg").lines().get(0).split(",", -1));
        assertThat(names)
                .containsSubsequence(
                        "lifetime_value",
                        "churn_risk",
                        "contract_value",
                        "engagement_reason",
                        "churn_risk_reason",
                        "contract_value_reason")
                .hasSize(plain.split(",", -1).length + 4);
    }

    @Test
    void whoHasNoContractOrCancelledOrNeverPaidHasNoScoreAndHearsWhy() {
        Run run = score("--contract", "sbg");
        for (String column : Scores.OF_CONTRACTS) {
            assertThat(of(run, "guest", column)).isEmpty();
            assertThat(of(run, "guest", column + "_reason")).startsWith("Never signed up");
            assertThat(of(run, "c000", column)).isEmpty();
            assertThat(of(run, "c000", column + "_reason")).startsWith("Has cancelled");
        }
        assertThat(of(run, "new", "churn_risk")).isNotEmpty();
        assertThat(of(run, "new", "contract_value")).isEmpty();
        assertThat(of(run, "new", "contract_value_reason")).contains("mean value");
    }

    @Test
    void theValueFollowsPaymentHorizonAndRate() {
        String file = saved("sbg");
        double usual = Double.parseDouble(of(score("--models", file), "c005", "contract_value"));
        Run signUps = score("--models", file, "--payment", "SIGN_UP");
        assertThat(Double.parseDouble(of(signUps, "c005", "contract_value"))).isCloseTo(usual / 11, within(1e-8));
        Run all = score("--models", file, "--value-horizon", "forever");
        assertThat(Double.parseDouble(of(all, "c005", "contract_value"))).isGreaterThan(usual);
        Run tiny = score("--models", file, "--value-horizon", "forever", "--discount-rate", "1e-4");
        assertThat(tiny.exitCode()).isEqualTo(2);
        assertThat(tiny.err())
                .contains(
                        "--value-horizon forever needs a --discount-rate of at least 0.000121 a year with contracts by"
                                + " MONTHS, was 1.0E-4: raise it, or end the horizon, as with --value-horizon 50y");
        assertThat(score("--models", file, "--value-horizon", "forever", "--discount-rate", "0.000121")
                        .exitCode())
                .isZero();
        Run patient = score("--models", file, "--discount-rate", "0");
        assertThat(Double.parseDouble(of(patient, "c005", "contract_value"))).isGreaterThan(usual);
    }

    @Test
    void thePeriodIsThatOfTheModel() throws IOException {
        String weekly = saved("sbg", "--period=WEEKS");
        assertThat(score("--models", weekly, "--period", "WEEKS").exitCode()).isZero();
        Run other = score("--models", weekly, "--period", "MONTHS");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err())
                .contains("the model of contracts was fitted with --period WEEKS, and this run has MONTHS");
        Run brief = score("--models", weekly, "--value-horizon", "2d");
        assertThat(brief.exitCode()).isEqualTo(2);
        assertThat(brief.err()).contains("--value-horizon is shorter than half a period of the contract");
        // Edited as the refusal of a changed text says.
        String text = Files.readString(Path.of(weekly))
                .replaceFirst(" format 2\n", "\n")
                .replaceFirst("checksum \\S+\n$", "");
        Path plain = Run.file(folder, "plain.txt", text.replaceFirst("model.definition .*\n", ""));
        Run untold = score("--models", plain.toString());
        assertThat(untold.exitCode()).isEqualTo(2);
        assertThat(untold.err()).contains("does not tell how long it is between renewals: give the --period");
        assertThat(score("--models", plain.toString(), "--period", "WEEKS").column("churn_risk"))
                .isEqualTo(score("--models", weekly).column("churn_risk"));
        Path broken = Run.file(folder, "broken.txt", text.replace("; by WEEKS", "; by HOURS"));
        Run hours = score("--models", broken.toString());
        assertThat(hours.exitCode()).isEqualTo(1);
        assertThat(hours.err()).contains("broken.txt is no model", "HOURS");
    }

    @Test
    void aTextOfBeforeModelsCarriedTheirTermsIsReadWithWhatStoodBesideThem() throws IOException {
        String weekly = saved("sbg", "--period=WEEKS");
        assertThat(Path.of(weekly)).content().doesNotContain("base.").contains("model.definition contracts 1; ");
        String before = Files.readString(Path.of(weekly))
                        .replaceFirst(" format 2\n", "\n")
                        .replaceFirst("model.definition .*\n", "")
                        .replaceFirst("checksum \\S+\n$", "")
                + "base.zone UTC\nbase.period WEEKS\nbase.engagement_horizon PT720H\n";
        Path old = Run.file(folder, "old.txt", before);
        assertThat(score("--models", old.toString()).column("churn_risk"))
                .isEqualTo(score("--models", weekly).column("churn_risk"));
        assertThat(score("--models", old.toString(), "--zone", "Asia/Tokyo").err())
                .contains("--zone UTC", "Asia/Tokyo");
        Path broken = Run.file(folder, "broken-old.txt", before.replace("base.zone UTC", "base.zone Mars"));
        assertThat(score("--models", broken.toString()).err()).contains("base.zone must be a zone", "'Mars'");
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefusedBeforeAnythingIsRead() {
        String file = saved("sbg");
        refused("leave out one of them", "--contract", "sbg", "--models", file);
        refused("two models of contracts", "--models", file, saved("bdw"));
        refused("there is no model of contracts 'bg-nbd': there are sbg, bdw", "--contract", "bg-nbd");
        refused("--renewals is of contracts, and there is no model of them", "--renewals", "2");
        refused("--payment is of contracts", "--payment", "INVOICE", "--models", saved("bg-nbd"));
        refused("--renewals must be from 1 to 100000, was 0", "--renewals", "0", "--models", file);
        refused("--payment: ", "--payment", " ", "--models", file);
        refused("--period must be DAYS, WEEKS, MONTHS or YEARS", "--period", "HOURS", "--contract", "sbg");
        refused("--zone", "--zone", "Asia/Tokyo", "--models", file);
    }

    private static void refused(String why, String... options) {
        List<String> words = new ArrayList<>(List.of("score"));
        words.addAll(List.of(options));
        words.addAll(List.of("--input", "there-is-no-such-file.csv"));
        Run run = Run.of(words);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(why).doesNotContain("there-is-no-such-file");
    }

    @Test
    void contractsThatCannotBeFittedLeaveTheirColumnsEmptyAndTheOthersIn() {
        Path none = Run.file(folder, "none.csv", "customer,at,purpose,value\n" + "a,2023-01-05,PURCHASE,1\n".repeat(2));
        Run run = Run.of("score", "--contract", "sbg", "--input", none.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.column("churn_risk")).containsOnly("");
        assertThat(run.column("contract_value_reason"))
                .allSatisfy(why -> assertThat(why).startsWith("there is no model of contracts: "));
    }

    @Test
    void theSummaryListsTheMostValuableContractsAtRisk() {
        Path out = folder.resolve("scores.csv");
        Run run = score("--contract", "sbg", "--out", out.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("\nchurn_risk: ", "\ncontract_value: ")
                .containsPattern(
                        "Most at risk among the \\d+ most valuable contracts:\n  c\\d+ +worth \\S+, risk 0\\.\\d+: ");
    }
}
