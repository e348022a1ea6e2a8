package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that people reported trouble with, where they are at hand: each does what is right. */
class SharedCasesTest {
    private static Run run(String command, String file, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--input", Run.shared("cases", file), "--set", "purpose=PURCHASE,initiator=CUSTOMER"));
        words.addAll(List.of(more));
        return Run.of(words);
    }

    @Test
    void groupedNumbersAreReadByAnOptionThatTheRefusalNames() {
        String fit = "fit --model gamma-gamma --as-of 2024-12-31";
        Run refused = run(fit, "01-thousands-us/orders.csv");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("1565 refused", "1,084.50 is read with --decimal .", "no output was written");
        Run read = run(fit, "01-thousands-us/orders.csv", "--decimal", ".");
        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.err()).contains("1744 accepted", " 0 refused");
    }

    @Test
    void decimalCommasAreReadByTheSameOption() {
        String fit = "fit --model gamma-gamma --as-of 2024-12-31";
        String[] german = {
            "--map",
            "customer=Kundennummer,at=Datum,value=Betrag",
            "--delimiter",
            ";",
            "--charset",
            "windows-1252",
            "--decimal",
            ","
        };
        assertThat(run(fit, "02-decimal-comma/orders.csv", german).err()).contains("1744 accepted");
        assertThat(run(fit, "02-decimal-comma/thousands.csv", "--delimiter", ";", "--decimal", ",")
                        .err())
                .contains("1744 accepted");
    }

    @Test
    void idsThatASpreadsheetRoundedAreTold() {
        assertThat(run("fit --model bg-nbd --as-of 2024-12-31", "06-ids-scientific/orders.csv")
                        .err())
                .contains("1 customer ids look like rounded numbers (1.61478E13)", "has 1744 of 1744 interactions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "oldmac", "total", "title", "sep"})
    void linesAroundATableAreNoRows(String file) {
        Run run = run("score --as-of 2024-12-31", "09-newlines/" + file + ".csv");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.column("customer_id")).containsExactly("A", "B");
        assertThat(run.err()).contains(" 0 refused");
    }

    @Test
    void rowsOfWrongQuotesAreRefusedByTheirLine() {
        Run inch = run("score --as-of 2024-12-31 --allow-refused 1", "09-newlines/inch.csv");
        assertThat(inch.err()).contains("2 accepted", "inch.csv line 3: ");
        Run open = run("score --as-of 2024-12-31 --allow-refused 1", "09-newlines/open.csv");
        assertThat(open.err()).contains("0 accepted", " 8 refused", "open.csv line 2: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"days-since:1899-12-30", "auto"})
    void daysOfASpreadsheetAreDaysOfTheZone(String format) {
        String fit = "fit --model nbd --zone Asia/Jakarta --as-of 2024-06-30T23:59:59";
        Run run = run(fit, "12-excel-serial/smallest.csv", "--time-format", format);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no interaction is at or before");
    }

    @Test
    void aTimeFarFromAllOthersIsNotThePresent() {
        Run run = run("score", "13-far-future/smallest.csv");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("far in time from all others", "still to come");
    }

    @Test
    void twoDigitsOfAYearAreOfThisOrTheLastCentury() {
        for (String format : List.of("dd.MM.yy", "auto")) {
            Run run = run("fit --model bg-nbd --json", "14-two-digit-year/orders.csv", "--time-format", format);
            assertThat(run.out()).contains("1997-01-02", "1998-12-30");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd.MM.yyyy", "auto"})
    void daysThatThereAreNotAreRefused(String format) {
        String fit = "fit --model nbd --as-of 2024-03-01 --allow-refused 1";
        assertThat(run(fit, "15-impossible-dates/smallest.csv", "--time-format", format)
                        .err())
                .contains("1 accepted", "'31.02.2024' is not a date or time");
    }

    @Test
    void conditionsOnOneColumnAddUpAndColumnsWithCommasAreNamed() {
        String fit = "fit --model nbd --as-of 2024-06-30";
        String both = "status=completed,status=processing";
        assertThat(run(fit, "17-order-status/smallest.csv", "--where", both).err())
                .contains("3 accepted");
        assertThat(run(fit, "17-order-status/orders.csv", "--where", both, "--map", "value=Total, net")
                        .err())
                .contains("1394 accepted");
    }

    @Test
    void negativePurchasesAreReturns() {
        String fit = "fit --model nbd --as-of 2024-06-30 --json";
        Run small = run(fit, "18-negative-orders/smallest.csv");
        assertThat(small.err()).contains("1 purchases of a negative value are read as returns");
        Run signed = run(fit, "18-negative-orders/orders.csv");
        Run typed = Run.of(
                "fit",
                "--model",
                "nbd",
                "--as-of",
                "2024-06-30",
                "--json",
                "--input",
                Run.shared("cases", "18-negative-orders/typed.csv"),
                "--set",
                "initiator=CUSTOMER");
        assertThat(signed.out()).isNotEmpty().isEqualTo(typed.out());
    }

    @Test
    void theFileOfCustomersIsReadAsFreelyAsThatOfInteractions() {
        String score = "score --as-of 2024-12-31 --delimiter ;";
        List<String> words = List.of(
                "score",
                "--as-of",
                "2024-12-31",
                "--input",
                Run.shared("cases", "35-customers-file/orders.csv"),
                "--delimiter",
                ";",
                "--set",
                "purpose=PURCHASE,initiator=CUSTOMER",
                "--customers");
        List<String> german = new ArrayList<>(words);
        german.addAll(List.of(
                Run.shared("cases", "35-customers-file/kunden.csv"),
                "--customers-delimiter",
                ";",
                "--customers-charset",
                "windows-1252",
                "--customers-time-format",
                "dd.MM.yyyy"));
        Run run = Run.of(german);
        assertThat(run.exitCode()).as(score + run.err()).isZero();
        assertThat(run.column("customer_id")).containsExactly("A", "B", "C");
        List<String> mapped = new ArrayList<>(words);
        mapped.addAll(List.of(Run.shared("cases", "35-customers-file/sfid.csv"), "--customers-map", "customer=Id"));
        assertThat(Run.of(mapped).err()).contains("customers: 1 accepted, 0 refused");
        List<String> twice = new ArrayList<>(words);
        twice.add(Run.shared("cases", "35-customers-file/dup.csv"));
        assertThat(Run.of(twice).err()).contains("dup.csv line 3: customer A is registered twice");
    }

    @Test
    void amountsOfSeveralCurrenciesAreNeverAddedUp() {
        String score = "score --as-of 2024-12-31";
        Run none = run(score, "37-currencies/orders.csv");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("amounts are in several currencies, [EUR, JPY, USD]");
        assertThat(run(score + " --currency EUR", "37-currencies/orders.csv").exitCode())
                .isEqualTo(1);
        Run euro = run(score + " --currency EUR --allow-refused 1", "37-currencies/orders.csv");
        assertThat(euro.err()).contains("4 accepted", "2 refused");
        Run all = run(score + " --currency EUR", "37-currencies/orders.csv", "--rate", "USD=0.9,JPY=0.006");
        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.err()).contains("6 accepted");
    }

    @Test
    void idsThatDifferInBlanksAreOne() {
        assertThat(run("fit --model nbd --as-of 2024-06-30", "44-trailing-blank/smallest.csv")
                        .out())
                .contains("customers: 1");
        assertThat(run("fit --model nbd --as-of 2024-06-30", "44-trailing-blank/orders.csv")
                        .err())
                .contains("customer ids had blanks around them");
    }

    @Test
    void aMappedColumnServesOnce() {
        assertThat(run(
                                "fit --model nbd --as-of 2005-12-31",
                                "45-customer-column-id/smallest.csv",
                                "--map",
                                "customer=Id,at=Date")
                        .err())
                .contains("3 accepted");
    }

    /** In the time that bg-nbd takes, whatever the horizon. */
    @Test
    void regularBuyersCostNoMoreThanOthersWhateverTheHorizon() {
        String score = "score --model mbg-cnbd-k --as-of 2024-12-31";
        for (String more : List.of("", " --horizon 1y", " --value-horizon forever")) {
            Run run = assertTimeoutPreemptively(
                    Duration.ofMinutes(3), () -> run(score + more, "23-loyal-weekly/orders.csv"));
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    @Test
    void whereNothingWasBoughtNoModelIsPraised() {
        Run run = run("compare --split 2024-06-01 --as-of 2024-12-31", "26-holdout/closed.csv");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Nothing was bought in the hold-out, which tells no model from another")
                .doesNotContain("Infinity", "NaN", "foresaw");
    }

    @Test
    void whoCancelledOnTheDayOfTheSignUpHasCancelled() {
        Run small = Run.of(
                "score",
                "--contract",
                "sbg",
                "--as-of",
                "2024-06-30",
                "--input",
                Run.shared("cases", "28-same-day-cancel/smallest.csv"));
        assertThat(small.column("customer_id")).containsExactly("S", "T", "U");
        assertThat(small.column("churn_risk").stream().map(String::isEmpty)).containsExactly(true, false, true);
        Map<String, String> dates = churnRisks("base.csv");
        Map<String, String> times = churnRisks("base-with-times.csv");
        // Who signed up in the morning of the present's day has not done so at its beginning.
        dates.keySet().retainAll(times.keySet());
        assertThat(dates).isEqualTo(times).hasSizeGreaterThan(200);
    }

    private static Map<String, String> churnRisks(String file) {
        Run run = Run.of(
                "score",
                "--contract",
                "sbg",
                "--as-of",
                "2024-06-30",
                "--input",
                Run.shared("cases", "28-same-day-cancel/" + file));
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> ids = run.column("customer_id");
        List<String> risks = run.column("churn_risk");
        Map<String, String> byId = new TreeMap<>();
        for (int i = 0; i < ids.size(); i++) {
            byId.put(ids.get(i), risks.get(i));
        }
        return byId;
    }

    @Test
    void purchasesOfOneDayAreToldToBeOneWhereHoursAreTheUnit() {
        Run run = run("fit --model bg-nbd --time-scale HOURS --as-of 2024-01-15", "34-hours/rides.csv");
        assertThat(run.out()).contains("repeat purchases: 732");
        assertThat(run.err())
                .contains(
                        "note: --time-scale HOURS is finer than what is counted: purchases of one day in UTC are one, and"
                                + " 2312 purchases are of a day that has another one");
    }
}
