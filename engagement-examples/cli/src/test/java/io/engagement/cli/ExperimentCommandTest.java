package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planned, assigned, read, tested by itself. */
class ExperimentCommandTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder = Path.of("");

    private static Run experiment(String... words) {
        List<String> all = new ArrayList<>(List.of("experiment"));
        all.addAll(List.of(words));
        return Run.of(all);
    }

    /** Half are mailed and buy in 50 % of cases, the others in 30 %. */
    private String units(int customers) {
        Random random = new Random(12);
        StringBuilder text = new StringBuilder("customer_id,arm,spend,region,age\n");
        for (int i = 0; i < customers; i++) {
            boolean mailed = i % 2 == 0;
            double spend = random.nextDouble() < (mailed ? 0.5 : 0.3) ? 10 + random.nextInt(10) : 0;
            text.append("c").append(i).append(mailed ? ",mail," : ",none,").append(spend);
            text.append(random.nextBoolean() ? ",north," : ",south,")
                    .append(i % 7 == 0 ? "" : 20 + i % 50)
                    .append('\n');
        }
        return Run.file(folder, "units.csv", text.toString()).toString();
    }

    private Run read(String units, String... more) {
        List<String> words = new ArrayList<>(List.of("read", "--units", units, "--arm", "arm", "--hold-out", "none"));
        words.addAll(List.of("--outcome", "spend"));
        words.addAll(List.of(more));
        return experiment(words.toArray(String[]::new));
    }

    @Test
    void aPageSaysWhatCameOfItInASentence() {
        Run run = read(units(2000), "--before", "region,age", "--shares", "none=0.5,mail=0.5");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("What came of it\n---------------\nmail, spend: ")
                .contains(
                        " more a customer (", "Before the contact: treated and held out", "region=south", "age unknown")
                .contains("Other estimators, for comparison", "lin_hc2", "ancova_hc2", "aipw", "cuped_");
    }

    @Test
    void armsThatAreNotAsPlannedAreNotRead() {
        Map<String, Object> json =
                read(units(2000), "--shares", "none=0.4,mail=0.6", "--json").json();

        assertThat(rows(json, "effects").get(0))
                .containsEntry("finding", "NO_READING")
                .containsEntry("effect", ParsedJson.NULL);
        assertThat(ParsedJson.part(json, "sample_ratio")).containsEntry("mismatch", true);
        assertThat(String.valueOf(json.get("warnings"))).contains("nothing is read");
    }

    @Test
    void looksHaveTheirBounds() {
        String units = units(400);
        double end = width(read(units, "--json"));
        double first = width(read(units, "--look", "1", "--looks", "0.25,0.5,1", "--json"));
        double anyTime = width(read(units, "--any-time", "400", "--json"));

        assertThat(first / end).isCloseTo(4.3326 / 1.966, within(0.01));
        assertThat(anyTime / end).isBetween(1.4, 1.7);
    }

    private static double number(Map<String, Object> row, String column) {
        return (double) Objects.requireNonNull(row.get(column));
    }

    private static double width(Run run) {
        Map<String, Object> effect = rows(run.json(), "effects").get(0);
        return number(effect, "upper") - number(effect, "lower");
    }

    /** hillstrom.mens.visit.prop, .lin.all, .aipw (all arms planned alike: a half of the two), .welch, by the command line. */
    @Test
    void hillstromHasTheNumbersOfR() {
        Map<String, Object> json = experiment(
                        "read",
                        "--units",
                        Run.shared("hillstrom/hillstrom.csv"),
                        "--arm",
                        "segment",
                        "--hold-out",
                        "No E-Mail",
                        "--outcome",
                        "visit",
                        "--before",
                        "history,recency,mens,womens,newbie,zip_code,channel",
                        "--json")
                .json();

        assertThat(estimate(json, "welch", "standard_error")).isCloseTo(0.00338588781172837, within(1e-8));
        assertThat(estimate(json, "wald", "lower")).isCloseTo(0.0699535012181084, within(1e-8));
        assertThat(estimate(json, "newcombe", "upper")).isCloseTo(0.0832267412741114, within(1e-8));
        assertThat(estimate(json, "lin_hc2", "estimate")).isCloseTo(0.0760595485867094, within(1e-8));
        assertThat(estimate(json, "lin_hc2", "standard_error")).isCloseTo(0.00333571396404711, within(1e-8));
        assertThat(estimate(json, "aipw", "estimate")).isCloseTo(0.07600938846277094, within(1e-8));
        assertThat(estimate(json, "aipw", "standard_error")).isCloseTo(0.0033374101087769808, within(1e-8));
    }

    private static double estimate(Map<String, Object> json, String estimator, String column) {
        return rows(json, "estimates").stream()
                .filter(row -> estimator.equals(row.get("estimator")))
                .mapToDouble(row -> number(row, column))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void assignedCustomersStayInTheirArmsAndNobodySeesTheSecret() throws IOException {
        String customers = units(1000);
        Path secret = Run.file(folder, "spring.key", SECRET + "\n");
        Run first = assign(customers, secret, "one.csv");
        Run again = assign(customers, secret, "two.csv");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("Arms of experiment spring").doesNotContain(SECRET);
        assertThat(again.err()).doesNotContain(SECRET);
        String written = Files.readString(folder.resolve("one.csv"));
        assertThat(written)
                .startsWith("customer_id,arm,at,campaign\r\nc0,")
                .contains(",2026-03-01T00:00:00Z,spring\r\n")
                .isEqualTo(Files.readString(folder.resolve("two.csv")));
        assertThat(written.lines().filter(line -> line.contains(",none,")).count())
                .isBetween(60L, 140L);
    }

    private Run assign(String customers, Path secret, String out, String... more) {
        List<String> words = new ArrayList<>(List.of("assign", "--experiment", "spring", "--at", "2026-03-01"));
        words.addAll(List.of("--secret-file", secret.toString()));
        if (!List.of(more).contains("--shares")) {
            words.addAll(List.of("--shares", "none=0.1,mail=0.9"));
        }
        words.addAll(List.of("--units", customers, "--out", folder.resolve(out).toString()));
        words.addAll(List.of(more));
        return experiment(words.toArray(String[]::new));
    }

    @Test
    void aNewSecretIsMadeOnceAndNeverOverwritten() throws IOException {
        Path secret = folder.resolve("new.key");

        assertThat(assign(units(10), secret, "a.csv").err()).contains("--new-secret makes one");
        assertThat(assign(units(10), secret, "a.csv", "--new-secret").exitCode())
                .isZero();
        String made = Files.readString(secret);
        assertThat(made.strip()).hasSize(64);
        Run again = assign(units(10), secret, "a.csv", "--new-secret");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .contains("is there already and is not overwritten")
                .doesNotContain(made.strip());
        assertThat(Files.readString(secret)).isEqualTo(made);
    }

    @Test
    void aShortSecretIsRefusedWithoutBeingPrinted() {
        Run run = assign(units(10), Run.file(folder, "short.key", "topsecret"), "a.csv");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("must have at least 16 characters").doesNotContain("topsecret");
    }

    private String log() {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("customer_id,at,purpose,initiator,channel,value,campaign\n");
        for (int i = 0; i < 600; i++) {
            for (int day = 1; day < 28; day++) {
                if (random.nextInt(4) == 0) {
                    text.append("c").append(i).append(String.format(",2026-02-%02d,PURCHASE,CUSTOMER,web,10,%n", day));
                }
            }
            for (int day = 1; day < 15; day++) {
                if (random.nextInt(i % 2 == 0 ? 2 : 4) == 0) {
                    text.append("c").append(i).append(String.format(",2026-03-%02d,PURCHASE,CUSTOMER,web,10,%n", day));
                }
            }
            text.append("c").append(i).append(",2026-03-01,OFFER,COMPANY,email,,spring\n");
        }
        return Run.file(folder, "log.csv", text.toString()).toString();
    }

    private String assignments() {
        StringBuilder text = new StringBuilder("customer_id,arm,at\n");
        for (int i = 0; i < 600; i++) {
            text.append("c").append(i).append(i % 2 == 0 ? ",mail" : ",none").append(",2026-03-01\n");
        }
        return Run.file(folder, "arms.csv", text.toString()).toString();
    }

    @Test
    void anExperimentIsReadFromALogWithItsAssignments() {
        Map<String, Object> json = experiment(
                        "read",
                        "--assignments",
                        assignments(),
                        "--hold-out",
                        "none",
                        "--window",
                        "14d",
                        "--before-window",
                        "28d",
                        "--acts",
                        "COMPLAINT",
                        "--as-of",
                        "2026-03-20",
                        "--json",
                        "--input",
                        log())
                .json();

        List<Map<String, Object>> effects = rows(json, "effects");
        assertThat(effects).extracting(row -> row.get("outcome")).containsExactly("spend", "bought", "complaint");
        assertThat(effects.get(0)).containsEntry("finding", "MORE").containsEntry("estimator", "lin_hc2");
        assertThat(number(effects.get(0), "effect")).isBetween(30.0, 40.0);
        assertThat(effects.get(2)).containsEntry("finding", "TOO_LITTLE_DATA");
    }

    private Run readOfLog(String assignments, String log) {
        return experiment(
                "read",
                "--assignments",
                assignments,
                "--hold-out",
                "none",
                "--window",
                "14d",
                "--as-of",
                "2026-03-20",
                "--json",
                "--input",
                log);
    }

    @Test
    void assignedCustomersWhomNoFileKnowsAreTold() throws IOException {
        String arms = Files.readString(Path.of(assignments())) + "C7,mail,2026-03-01\nC9,none,2026-03-01\n";

        Run run = readOfLog(Run.file(folder, "typed.csv", arms).toString(), log());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains(
                        "note: --assignments names 2 of 602 customers whom no file knows, who count as customers who did"
                                + " nothing: ")
                .contains("C7", "C9");
        assertThat(readOfLog(assignments(), log()).err()).doesNotContain("whom no file knows");
    }

    @Test
    void idsThatAreWrittenInTwoWaysAreNotRead() throws IOException {
        String arms = Files.readString(Path.of(assignments()));
        for (int i = 0; i < 12; i++) {
            arms = arms.replace("\nc" + i + ",", "\nC" + i + ",");
        }

        Run run = readOfLog(Run.file(folder, "typed.csv", arms).toString(), log());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("ids are written in two ways", "12 of 600");
    }

    @Test
    void aHoldOutThatGotTheContactsIsNotRead() throws IOException {
        String arms = Files.readString(Path.of(assignments()))
                .replace("at\n", "at,campaign\n")
                .replace("2026-03-01\n", "2026-03-01,spring\n");
        String file = Run.file(folder, "spring.csv", arms).toString();
        String contacts = Files.readString(Path.of(log()));
        StringBuilder some = new StringBuilder(contacts);
        for (int i = 21; i < 600; i += 2) {
            int at = some.indexOf("c" + i + ",2026-03-01,OFFER");
            some.delete(at, some.indexOf("\n", at) + 1);
        }

        Run all = readOfLog(file, log());
        Run few = readOfLog(file, Run.file(folder, "few.csv", some.toString()).toString());

        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.err()).contains("300 of 300 held-out customers got contacts of campaign spring");
        assertThat(few.exitCode()).as(few.err()).isZero();
        assertThat(few.err()).contains("note: 10 of 300 held-out customers got contacts of campaign spring");
    }

    /** The log's contacts without a campaign; held-out customers 1 to 79 by 2 get the mails all the same. */
    private String unnamed(boolean toTreated) throws IOException {
        StringBuilder some = new StringBuilder();
        for (String line : Files.readAllLines(Path.of(log()))) {
            String customer = line.substring(0, line.indexOf(','));
            boolean isMail = line.contains(",OFFER,");
            boolean isTreated = isMail && Integer.parseInt(customer.substring(1)) % 2 == 0;
            boolean isFirst = isMail && Integer.parseInt(customer.substring(1)) < 80;
            if (!isMail || (isTreated && toTreated) || isFirst) {
                some.append(line.replace(",spring", ",")).append('\n');
            }
        }
        return Run.file(folder, "unnamed.csv", some.toString()).toString();
    }

    @Test
    void withoutACampaignContactsThatTellTheArmsApartTellWhoOfTheHeldOutGotThem() throws IOException {
        Run read = readOfLog(assignments(), unnamed(true));

        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.out())
                .contains("[\"40 of 300 held-out customers got contacts of purpose OFFER by email, which tells the arms"
                        + " apart (300 of 300 others got some): if it is the experiment's, effects are those of the assignment"
                        + " (intention to treat)");
        assertThat(readOfLog(assignments(), unnamed(false)).out())
                .contains("[\"no kind of contact in the log went to more of the treated than of the held-out");
    }

    @Test
    void theCampaignOfAnExperimentsContactsMayBeNamedWithoutAColumn() {
        List<String> words = List.of(
                "--assignments",
                assignments(),
                "--hold-out",
                "none",
                "--window",
                "7d",
                "--as-of",
                "2026-03-20",
                "--input");
        Run named = experiment(Stream.of(List.of("read", "--campaign", "spring"), words, List.of(log()))
                .flatMap(List::stream)
                .toArray(String[]::new));
        Run other = experiment(Stream.of(List.of("read", "--campaign", "sprign"), words, List.of(log()))
                .flatMap(List::stream)
                .toArray(String[]::new));

        assertThat(named.exitCode()).isEqualTo(1);
        assertThat(named.err()).contains("300 of 300 held-out customers got contacts of campaign spring");
        assertThat(other.err()).contains("--campaign sprign: no interaction has this campaign; there are spring");
    }

    /** As the ledger counts: who sends all back has spent nothing. */
    @Test
    void returnsAreTakenOffSpend() throws IOException {
        StringBuilder text = new StringBuilder(Files.readString(Path.of(log())));
        for (int i = 0; i < 600; i += 2) {
            text.append("c").append(i).append(",2026-03-05,RETURN,CUSTOMER,web,-10,\n");
        }
        Run kept = readOfLog(assignments(), log());
        Run returned = readOfLog(
                assignments(), Run.file(folder, "returned.csv", text.toString()).toString());

        assertThat(number(rows(returned.json(), "effects").get(0), "treated_mean"))
                .isCloseTo(number(rows(kept.json(), "effects").get(0), "treated_mean") - 10, within(1e-9));
    }

    @Test
    void aWindowThatIsNotOverIsRefused() {
        Run run = experiment(
                "read",
                "--assignments",
                assignments(),
                "--hold-out",
                "none",
                "--window",
                "30d",
                "--as-of",
                "2026-03-20",
                "--input",
                log());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("ends after the view").contains("wait, or take a shorter window");
    }

    @Test
    void theSelfTestDrawsHalvesAndShiftsDates() {
        Map<String, Object> table = experiment(
                        "selftest",
                        "--units",
                        units(2000),
                        "--arm",
                        "arm",
                        "--hold-out",
                        "none",
                        "--outcome",
                        "spend",
                        "--times",
                        "300",
                        "--json")
                .json();
        Map<String, Object> log = experiment(
                        "selftest",
                        "--assignments",
                        assignments(),
                        "--hold-out",
                        "none",
                        "--window",
                        "7d",
                        "--times",
                        "50",
                        "--as-of",
                        "2026-03-20",
                        "--shifts",
                        "2",
                        "--json",
                        "--input",
                        log())
                .json();

        assertThat(rows(table, "halves").get(0))
                .containsEntry("result", "HONEST")
                .containsEntry("held_out", 1000.0);
        assertThat(rows(log, "shifted"))
                .extracting(row -> row.get("window_before"))
                .containsExactly("1", "2", "all");
        assertThat(rows(log, "shifted")).allSatisfy(row -> assertThat(row).containsEntry("result", "NOISE"));
    }

    @Test
    void aPlanTellsWhatCouldBeFound() {
        Map<String, Object> json = experiment(
                        "plan",
                        "--share",
                        "visit=0.1",
                        "--mean",
                        "spend=10",
                        "--sd",
                        "spend=25",
                        "--customers-planned",
                        "50000",
                        "--per-day",
                        "1000",
                        "--looks",
                        "0.5,1",
                        "--json")
                .json();

        assertThat(number(json, "standard_errors")).isCloseTo(3.7792570399569745, within(1e-9));
        assertThat(number(rows(json, "detectable").get(1), "detectable")).isCloseTo(1.4085, within(1e-3));
        assertThat(rows(json, "needed"))
                .allSatisfy(row -> assertThat(number(row, "days")).isGreaterThan(30));
        assertThat(rows(json, "looks")).hasSize(2);
    }

    @Test
    void aPlanFromALogHasTheFourFiguresAndTheCampaignsOfThePast() {
        Run run = experiment(
                "plan", "--window", "7d", "--long-window", "14d", "--as-of", "2026-03-20", "--json", "--input", log());

        assertThat(rows(run.json(), "detectable"))
                .extracting(row -> row.get("figure"))
                .containsExactly("value_short", "value_long", "harm", "departure");
        assertThat(rows(run.json(), "past")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("campaign", "spring")
                .containsEntry("customers", 600.0));
        Run units =
                experiment("plan", "--units", units(500), "--outcome", "spend", "--arm", "arm", "--hold-out", "none");
        assertThat(units.out()).contains("spend", "For an effect of 0.05 of the mean");
    }

    private Map<String, Map<String, Object>> planned(String... more) {
        StringBuilder text = new StringBuilder("customer_id,at,purpose,initiator,channel,value,cost\n");
        for (int i = 0; i < 400; i++) {
            // Every 28 days: nobody does anything in a long window of 16 days, and nobody has left.
            for (int month = 0; month < 6; month++) {
                text.append("c%d,%s,PURCHASE,CUSTOMER,web,10,4%n"
                        .formatted(i, LocalDate.parse("2026-01-01").plusDays(28L * month + i % 7)));
            }
        }
        // A tenth says that it goes.
        for (int i = 0; i < 40; i++) {
            text.append("c%d,2026-05-27T12:00:00Z,CANCELLATION,CUSTOMER,web,,%n".formatted(10 * i));
        }
        String log = Run.file(folder, "monthly.csv", text.toString()).toString();
        List<String> words = new ArrayList<>(List.of("plan", "--window", "19d", "--long-window", "16d"));
        words.addAll(List.of(more));
        words.addAll(List.of("--as-of", "2026-06-13", "--json", "--input", log));
        Map<String, Map<String, Object>> byName = new HashMap<>();
        rows(experiment(words.toArray(String[]::new)).json(), "detectable")
                .forEach(row -> byName.put(String.valueOf(row.get("figure")), row));
        return byName;
    }

    @Test
    void whoDoesNothingInALongWindowHasNotLeftUnlessItIsLongForThem() {
        assertThat(number(Objects.requireNonNull(planned().get("departure")), "mean"))
                .isCloseTo(0.1, within(1e-9));
        assertThat(number(Objects.requireNonNull(planned().get("harm")), "mean"))
                .isCloseTo(0.1, within(1e-9));
    }

    @Test
    void aPlanIsOfProfitAsTheLedgerIs() {
        assertThat(number(Objects.requireNonNull(planned().get("value_short")), "mean"))
                .isCloseTo(6, within(1e-9));
        assertThat(number(Objects.requireNonNull(planned("--margin", "0.5").get("value_short")), "mean"))
                .isCloseTo(1, within(1e-9));
        assertThat(number(Objects.requireNonNull(planned("--without-costs").get("value_short")), "mean"))
                .isCloseTo(10, within(1e-9));
    }

    @Test
    void wrongWordsAreToldWithWhatIsMissing() {
        String units = units(10);

        assertUsage(
                experiment("read", "--units", units, "--arm", "region", "--outcome", "spend"),
                "--hold-out ARM is missing: which arm is not contacted? Arms of --units are [north, south]");
        assertUsage(read(units, "--look", "1"), "give --look N with --looks SHARES");
        assertUsage(read(units, "--shares", "none=0.1,mail=0.1"), "shares must add up to 1");
        assertUsage(read(units, "--level", "2"), "'2' is not a share above 0 and below 1");
        assertUsage(experiment("read", "--hold-out", "none"), "give --units FILE");
        assertUsage(experiment("plan"), "a plan needs figures");
        assertUsage(experiment("plan", "--mean", "x=1", "--customers-planned", "5"), "--sd x=SD is missing");
        assertUsage(
                experiment("read", "--units", units, "--arm", "arm", "--hold-out", "nobody", "--outcome", "spend"),
                "nobody is in that arm; arms are [mail, none]");
        assertUsage(read(units, "--before", "spend"), "there is an outcome or covariate 'spend' already");
        assertThat(experiment().out()).contains("plan", "assign", "read", "selftest");
    }

    @Test
    void anEffectThatNoRateCanHaveIsRefusedAndSaysWhichItCould() {
        assertUsage(
                experiment("plan", "--share", "visit=0.5", "--customers-planned", "1000", "--effect", "5"),
                "--effect 5.0 would take visit from 0.5 to 3.0, and a rate lies between 0 and 1");
        assertUsage(
                experiment("plan", "--share", "visit=0.5", "--customers-planned", "1000", "--effect", "-2"),
                "--effect -2.0 would take visit");
        Run log = experiment(
                "plan",
                "--effect",
                "50",
                "--window",
                "7d",
                "--long-window",
                "14d",
                "--as-of",
                "2026-03-20",
                "--input",
                log());
        assertThat(log.exitCode()).as(log.err()).isZero();
        assertThat(log.out())
                .contains("For an effect of 50.0 of the mean, which no rate as large as departure can have");
    }

    @Test
    void theHoldOutIsNamedAndNotTheArmThatStandsFirst() throws IOException {
        Path secret = Run.file(folder, "spring.key", SECRET + "\n");
        Run first = assign(units(400), secret, "a.csv", "--shares", "mail=0.9,control=0.1");
        Run named = assign(units(400), secret, "b.csv", "--shares", "mail=0.9,rest=0.1", "--hold-out", "rest");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out().indexOf("control")).isLessThan(first.out().indexOf("mail"));
        assertThat(named.exitCode()).as(named.err()).isZero();
        assertUsage(
                assign(units(400), secret, "c.csv", "--shares", "mail=0.9,rest=0.1"),
                "--hold-out ARM is missing: which arm is not contacted? Arms of --shares are [mail, rest]");
        assertUsage(
                assign(units(400), secret, "c.csv", "--hold-out", "nobody"),
                "--hold-out 'nobody' has no share; arms of --shares are [none, mail]");
        assertUsage(
                experiment(
                        "read",
                        "--units",
                        units(10),
                        "--arm",
                        "arm",
                        "--hold-out",
                        "nobody",
                        "--outcome",
                        "spend",
                        "--shares",
                        "none=0.5,mail=0.5"),
                "--hold-out 'nobody' has no share");
    }

    @Test
    void whatWasAssignedIsReadAgain() throws IOException {
        // Nobody has been contacted yet, of either arm.
        String log = Run.file(
                        folder,
                        "quiet.csv",
                        Files.readString(Path.of(log()))
                                .replace(",OFFER,COMPANY,email,,spring", ",OFFER,COMPANY,email,,"))
                .toString();
        Path secret = Run.file(folder, "spring.key", SECRET + "\n");
        assertThat(assign(units(600), secret, "drawn.csv", "--customer", "customer_id", "--shares", "none=0.5,mail=0.5")
                        .exitCode())
                .isZero();
        String drawn = folder.resolve("drawn.csv").toString();
        Run read = experiment(
                "read",
                "--assignments",
                drawn,
                "--hold-out",
                "none",
                "--window",
                "7d",
                "--as-of",
                "2026-03-20",
                "--input",
                log);
        Run other = experiment(
                "read",
                "--assignments",
                drawn,
                "--campaign",
                "sprign",
                "--hold-out",
                "none",
                "--window",
                "7d",
                "--as-of",
                "2026-03-20",
                "--input",
                log);

        assertThat(read.exitCode()).as(read.err()).isZero();
        assertUsage(other, "--campaign 'sprign': --assignments has none of that name; its campaigns are [spring]");
    }

    @Test
    void assignmentsOfSeveralCampaignsAreNotReadAsOne() {
        String file = Run.file(
                        folder,
                        "two.csv",
                        "customer_id,arm,at,campaign\na,mail,2026-03-01,x\nb,none,2026-03-01,x\na,mail,2026-03-01,y\n")
                .toString();

        assertUsage(
                experiment("read", "--assignments", file, "--hold-out", "none", "--window", "7d", "--input", log()),
                "--campaign NAME is missing: --assignments has the campaigns [x, y]");
    }

    @Test
    void aCovariateThatWasKnownOnlyAfterTheAssignmentIsRefusedByItsRow() {
        String text = """
                arm,spend,history,known,sent
                mail,1,5,2026-02-28,2026-03-01
                none,2,6,2026-03-02,2026-03-01
                """;
        String file = Run.file(folder, "dated.csv", text).toString();
        Run late = read(file, "--before", "history", "--before-at", "known", "--assigned-at", "sent");

        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.err()).contains("line 3: its known 2026-03-02 is later than its sent 2026-03-01");
        assertThat(read(file, "--before", "history").err()).contains("note: nothing tells when history was known");
        assertUsage(read(file, "--before", "history", "--before-at", "known"), "give both or none");
        assertUsage(read(file, "--before", "arm"), "is the column of the arm or the customer");
    }

    @Test
    void whatHasNoEffectIsRefusedAndNotIgnored() {
        String units = units(10);

        assertUsage(read(units, "--window", "7d"), "--window has no effect with --units");
        assertUsage(read(units, "--acts", "COMPLAINT"), "--acts has no effect with --units");
        assertUsage(read(units, "--as-of", "2026-01-01"), "--as-of has no effect with --units");
        assertUsage(
                experiment(
                        "read",
                        "--assignments",
                        assignments(),
                        "--hold-out",
                        "none",
                        "--before",
                        "age",
                        "--input",
                        log()),
                "--before has no effect with --assignments");
        assertUsage(
                experiment("plan", "--share", "a=0.1", "--customers-planned", "9", "--before", "x"),
                "--before has no effect on a plan");
        assertUsage(
                experiment("plan", "--share", "a=0.1", "--customers-planned", "9", "--sd", "b=1"),
                "--sd b has no --mean b=MEAN beside it");
        assertUsage(
                experiment("plan", "--share", "a=0.1", "--customers-planned", "9", "--outcome", "x"),
                "--outcome has no effect without --units");
        assertUsage(
                experiment("plan", "--share", "a=0.1", "--customers-planned", "-9"),
                "--customers-planned must be positive");
        assertUsage(
                experiment("plan", "--share", "a=0.1", "--customers-planned", "9", "--hold-out-share", "1"),
                " is not a share above 0 and below 1");
        assertUsage(
                experiment(
                        "selftest",
                        "--units",
                        units,
                        "--arm",
                        "arm",
                        "--hold-out",
                        "none",
                        "--outcome",
                        "spend",
                        "--shifts",
                        "2"),
                "--shifts has no effect with --units");
        assertUsage(
                experiment("plan", "--share", "a=0.1", "--customers-planned", "9", "--units", units),
                "--units has no effect without --outcome");
        assertUsage(read(units, "--looks", "0.5,0.2", "--look", "1"), "--looks must ascend, were [0.5, 0.2]");
        assertUsage(read(units, "--looks", "0.5,1", "--look", "3"), "--look must be one of the 2 --looks");
        assertUsage(read(units, "--any-time", "0"), "--any-time must be a positive number of customers");
    }

    @Test
    void anAmountWhoseSquareIsNoNumberIsRefusedByRowAndAmount() {
        Run run = read(
                Run.file(folder, "far.csv", "arm,spend\nmail,1e160\nnone,1\n").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("line 2: its spend 1.0E160 is no amount: it takes one from -1e100 to 1e100");
    }

    private static void assertUsage(Run run, String message) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void whatTheFileLacksIsToldWithItsLine() {
        String text = "customer_id,arm,spend\na,mail,1\na,none,2\n";
        String twice = Run.file(folder, "twice.csv", text).toString();
        Run same = read(twice, "--customer", "customer_id");
        Run blank =
                read(Run.file(folder, "blank.csv", "arm,spend\nmail,\nnone,1\n").toString());
        Run column = read(Run.file(folder, "other.csv", "arm,spent\nmail,1\n").toString());

        assertThat(same.err()).contains("line 3: customer 'a' stands on line 2 already");
        assertThat(blank.err()).contains("line 2: its spend '' is no number: who had none had 0");
        assertThat(column.err()).contains("has no column 'spend'; its columns are [arm, spent]");
        assertThat(List.of(same.exitCode(), blank.exitCode(), column.exitCode()))
                .containsOnly(1);
    }
}
