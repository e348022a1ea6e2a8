package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is met by who comes with files of an own kind: several arms, other separators, other names of the hold-out. */
class NewcomerTest {
    private static final int CUSTOMERS = 900;

    @TempDir
    private Path folder = Path.of("");

    private String input = "";
    private String assignments = "";

    /** A third each is mailed and buys for 20 more, gets a text and buys for 5 more, and is held out. */
    @BeforeEach
    void write() {
        StringBuilder acts = new StringBuilder("customer_id,at,purpose,initiator,channel,campaign,value\n");
        StringBuilder arms = new StringBuilder("customer_id,campaign,arm,at\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            for (int month = 1; month <= 5; month++) {
                acts.append(buy(i, month, 5 + i / 3 % 20, 20 + i / 3 % 9 + month));
            }
            String arm = List.of("mail", "sms", "Control").get(i % 3);
            if (i % 3 < 2) {
                acts.append("c%d,2025-03-03,OFFER,COMPANY,email,spring,%n".formatted(i));
                acts.append(buy(i, 3, 4 + i / 3 % 5, (i % 3 == 0 ? 18 : 3) + i / 3 % 5));
            }
            arms.append("c%d,%s,%s,2025-03-03%n".formatted(i, i % 3 < 2 ? "spring" : "", arm));
        }
        input = file("acts.csv", acts.toString());
        assignments = file("assignments.csv", arms.toString());
    }

    private static String buy(int customer, int month, int day, int amount) {
        return "c%d,2025-%02d-%02d,PURCHASE,CUSTOMER,store,,%d%n".formatted(customer, month, day, amount);
    }

    private String file(String name, String text) {
        return Run.file(folder, name, text).toString();
    }

    private Run run(String command, String... words) {
        return Run.of(Stream.of(List.of(command.split(" ")), List.of(words), List.of("--input", input))
                .flatMap(List::stream)
                .toList());
    }

    @Test
    void eachArmHasAnAccountAndTheySeeOneHoldOut() {
        Run run = run(
                "outcomes",
                "--json",
                "--assignments",
                assignments,
                "--shares",
                "mail=0.3333,sms=0.3333,Control=0.3334");

        assertThat(rows(run.json(), "accounts"))
                .extracting(
                        account -> account.get("name"),
                        account -> account.get("held_out"),
                        account -> account.get("evidence"))
                .containsExactly(tuple("spring: mail", 300.0, "randomised"), tuple("spring: sms", 300.0, "randomised"));
        assertThat(rows(run.json(), "accounts"))
                .extracting(account -> Math.round((Double) Objects.requireNonNull(account.get("value_short"))))
                .containsExactly(20L, 5L);
        assertThat(run.err()).doesNotContain("no contact of campaigns");
    }

    @Test
    void armsOfACampaignHaveItsTermsAndItsName() {
        String terms = file("campaigns.csv", "campaign,name,cost\nspring,Spring,2\n");

        assertThat(rows(
                        run("outcomes", "--json", "--assignments", assignments, "--campaigns", terms)
                                .json(),
                        "accounts"))
                .extracting(account -> account.get("name"))
                .containsExactly("Spring: mail", "Spring: sms");
    }

    /** Which has customers, though none of them had bought a horizon ago. */
    @Test
    void ofALogThatIsTooShortItIsNotSaidThatItHasNoCustomers() {
        input = file(
                "short.csv",
                "customer,at,purpose,value\na,2025-01-01,PURCHASE,10\nb,2025-01-02,PURCHASE,20\na,2025-01-05,PURCHASE,12\n");
        Run run = run(
                "score",
                "--set",
                "initiator=CUSTOMER",
                "--out",
                folder.resolve("scores.csv").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "gamma-gamma is of repeat purchases, as no look into the past could decide: as of a horizon ago,"
                                + " 2024-10-07T00:00:00Z, no customer has bought\n")
                .doesNotContain("there is no customer");
    }

    @Test
    void aCustomerInTwoArmsIsRefused() {
        String twice = file(
                "twice.csv",
                "customer_id,campaign,arm,at\nc0,spring,mail,2025-03-03\nc0,spring,sms,2025-03-03\nc2,,control,2025-03-03\n");

        assertThat(run("outcomes", "--assignments", twice).err()).contains("line 3: customer 'c0' is in arm");
    }

    @Test
    void aHeaderTellsWhatSeparatesFields() throws IOException {
        String others =
                file("semicolons.csv", Files.readString(Path.of(assignments)).replace(',', ';'));

        Run run = run("outcomes", "--assignments", others);
        assertThat(run.out())
                .isEqualTo(run("outcomes", "--assignments", assignments).out());
        assertThat(run("experiment read", "--assignments", others).out())
                .isEqualTo(run("experiment read", "--assignments", assignments).out());
    }

    @Test
    void theHoldOutIsFoundByItsUsualNameWhateverItsCase() {
        Run usual = run("experiment read", "--assignments", assignments);

        assertThat(usual.exitCode()).as(usual.err()).isZero();
        assertThat(usual.out())
                .isEqualTo(run("experiment read", "--assignments", assignments, "--hold-out", "CONTROL")
                        .out());
    }

    @Test
    void assignmentsWithoutALogAreWrongUsage() {
        Run run = Run.of("experiment", "read", "--assignments", assignments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--input is missing: what came of --assignments is in files of interactions");
    }

    @Test
    void theSelfTestReadsTheLogOnce() {
        Run run = run("experiment selftest", "--assignments", assignments, "--times", "20", "--shifts", "1");

        assertThat(run.err().split("rows: ", -1)).as(run.err()).hasSize(2);
    }

    @Test
    void anIncentiveIsMissedInTheFileThatWouldTellIt() {
        assertThat(run("outcomes", "--assignments", assignments, "--while-incentive")
                        .err())
                .contains("tell incentive_days or incentive_until in a file of --campaigns");
    }

    @Test
    void whatIsWrongInTheFileOfCustomersIsToldWithItsOptions() {
        String dates = file("dates.csv", "customer_id,since\nc1,soon\n");

        assertThat(run("journey", "--customers", dates).err())
                .contains("column since: 'soon' is not a date or time; it takes one ", "--customers-time-format")
                .doesNotContain("the options of --input");
    }

    @Test
    void motivesOfTooFewLeaversNameAnotherWayOfLeaving() {
        String few = file("few.csv", """
                customer_id,at,purpose,initiator,channel
                a,2025-01-01,PURCHASE,CUSTOMER,web
                a,2025-02-01,PURCHASE,CUSTOMER,web
                b,2025-02-03,PURCHASE,CUSTOMER,web
                """);

        assertThat(Run.of("motives", "--input", few).err()).contains("--exit inactive");
        assertThat(Run.of("motives", "--exit", "INACTIVE", "--input", few).err())
                .doesNotContain("--exit inactive");
    }

    @Test
    void aPlanWithoutCampaignsOfThePastSaysSo() {
        String bare = file("bare.csv", "customer_id,at,purpose,initiator,channel,value\n" + buys());

        Run run = Run.of("experiment", "plan", "--effect", "2", "--input", bare);
        assertThat(run.out()).as(run.err()).contains("what they could have shown\n", "\nNone.\n");
    }

    private static String buys() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 720; i++) {
            rows.append("c%d,%d-%02d-05,PURCHASE,CUSTOMER,store,%d%n"
                    .formatted(i % 30, 2023 + i / 360, 1 + i / 30 % 12, 20 + i % 7));
        }
        return rows.toString();
    }
}
