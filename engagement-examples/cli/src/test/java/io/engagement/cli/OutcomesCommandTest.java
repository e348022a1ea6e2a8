package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each contact really did, from files. */
class OutcomesCommandTest {
    private static final int CUSTOMERS = 400;

    @TempDir
    private Path folder = Path.of("");

    private String input = "";
    private String assignments = "";

    /** All buy before and after; every second one gets a coupon for ten days in March and buys once more while it runs. */
    @BeforeEach
    void write() {
        StringBuilder acts = new StringBuilder("customer_id,at,purpose,initiator,channel,campaign,value,cost\n");
        StringBuilder arms = new StringBuilder("customer_id,campaign,arm,at\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            for (int month = 1; month <= 5; month++) {
                acts.append("c%d,2025-0%d-%02d,PURCHASE,CUSTOMER,store,,%d,%n"
                        .formatted(i, month, 5 + i / 2 % 20, 20 + i / 2 % 9 + month));
            }
            if (i % 2 == 0) {
                acts.append("c%d,2025-03-03,OFFER,COMPANY,email,coupon,,0.5%n".formatted(i));
                acts.append("c%d,2025-03-%02d,PURCHASE,CUSTOMER,store,,%d,%n".formatted(i, 4 + i % 9, 15 + i % 5));
            }
            arms.append(
                    "c%d,%s,%s,2025-03-03%n".formatted(i, i % 2 == 0 ? "coupon" : "", i % 2 == 0 ? "mail" : "control"));
        }
        input = Run.file(folder, "acts.csv", acts.toString()).toString();
        assignments = Run.file(folder, "assignments.csv", arms.toString()).toString();
    }

    private Run run(String... words) {
        return Run.of(Stream.of(List.of("outcomes"), List.of(words), List.of("--input", input))
                .flatMap(List::stream)
                .toList());
    }

    private String file(String name, String text) {
        return Run.file(folder, name, text).toString();
    }

    @Test
    void aHoldOutWithoutACampaignIsHeldOutOfAllOfItsDay() {
        Run run = run("--assignments", assignments, "--short", "10d", "--long", "28d");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("What each contact did, short 10 days, long 28 days after that\n---")
                .contains("- coupon brought ", " a contact +- ", ": a short-term reward. Spend ", "200       200")
                .contains("randomised");
    }

    @Test
    void howLongWavesWorkIsToldOfCampaignsWithSeveral() {
        StringBuilder arms = new StringBuilder("customer_id,campaign,arm,at,wave\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            arms.append("c%d,coupon,%s,2025-03-03,1%n".formatted(i, i % 2 == 0 ? "mail" : "control"));
            arms.append("c%d,coupon,%s,2025-03-20,2%n".formatted(i, i % 4 < 2 ? "mail" : "control"));
            arms.append("c%d,once,%s,2025-03-20,1%n".formatted(i, i % 3 < 2 ? "mail" : "control"));
        }
        String file = file("waves.csv", arms.toString());
        Map<String, Object> json =
                run("--json", "--assignments", file, "--lags", "1").json();
        List<Map<String, Object>> lags = rows(json, "lags");

        assertThat(lags).hasSize(3);
        assertThat(lags.get(0)).containsEntry("campaign", "coupon").containsEntry("note", "");
        assertThat(lags.get(1).get("value_a_day")).isInstanceOf(Number.class);
        assertThat(lags.get(2))
                .containsEntry("campaign", "once")
                .containsEntry("note", "has 1 waves; it takes 2 or more, each with a hold-out");
        assertThat(run("--assignments", file, "--lags", "-1").exitCode()).isEqualTo(2);
    }

    @Test
    void withoutAHoldOutPlaceboDatesStandBesideEachAccount() {
        Run run = run("--unrelated", "OFFER");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("without_a_hold_out  window", "coupon              short", "credible");
    }

    @Test
    void jsonHoldsAllFigures() {
        List<Map<String, Object>> accounts = rows(
                run("--json", "--assignments", assignments, "--short", "10d").json(), "accounts");

        assertThat(accounts).singleElement().satisfies(account -> assertThat(account)
                .containsEntry("name", "coupon")
                .containsEntry("verdict", "short-term reward")
                .containsEntry("evidence", "randomised")
                .containsKeys(
                        "value_short_lower", "harm_p", "departure", "permanence", "total", "before_p", "sentence"));
    }

    @Test
    void campaignsAtRandomHaveAllOthersAsTheirHoldOut() {
        String campaigns =
                file("campaigns.csv", "campaign,name,purpose,incentive_days,cost\ncoupon,Coupon,OFFER,10,0.25\n");
        Run run = run("--random-campaigns", "coupon", "--campaigns", campaigns, "--while-incentive", "--margin", "0.5");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("- Coupon brought ", "while it ran (10 days)", "costs and rewards 0.75");
        String other = file("offers.csv", "offer,kind,days,reward\ncoupon,Coupon,10,99\n");
        assertThat(run(
                                "--random-campaigns",
                                "coupon",
                                "--campaigns",
                                other,
                                "--campaign-columns",
                                "campaign=offer,name=kind,incentive_days=days",
                                "--while-incentive")
                        .out())
                .contains("- Coupon brought ", "costs and rewards 0.50");
    }

    @Test
    void aColumnOfCampaignsThatIsSaidToHoldTwoFieldsIsWrongUsage() {
        String campaigns = file("offers.csv", "offer,days\ncoupon,10\n");
        Run run = run(
                "--random-campaigns",
                "coupon",
                "--campaigns",
                campaigns,
                "--campaign-columns",
                "campaign=offer,cost=days,reward=days");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("both cost and reward are said to be the column days: a column holds one field");
        assertThat(run("--random-campaigns", "coupon", "--campaigns", campaigns, "--campaign-columns", "price=days")
                        .err())
                .contains("there is no field 'price'; the fields are [campaign, cost, ");
    }

    /** Contacts of one day at eight and at twenty o'clock: the held-out are looked at from the same hours on. */
    @Test
    void contactsThatGoOutOverADayHaveAHoldOutOfTheSameHours() {
        StringBuilder acts = new StringBuilder("customer_id,at,purpose,initiator,channel,campaign,value\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            acts.append("c%d,2025-01-31,PURCHASE,CUSTOMER,store,,%d%n".formatted(i, 5 + i % 7));
            if (i % 2 == 0) {
                acts.append("c%d,2025-02-03T%s:00:00Z,OFFER,COMPANY,sms,day,%n".formatted(i, i % 4 == 0 ? "08" : "20"));
            }
        }
        Map<String, Object> json = run(
                        "--json",
                        "--random-campaigns",
                        "day",
                        "--short",
                        "1d",
                        "--input",
                        file("day.csv", acts.toString()))
                .json();

        assertThat(rows(json, "accounts")).singleElement().satisfies(account -> assertThat(account)
                .containsEntry("evidence", "randomised")
                .hasEntrySatisfying(
                        "reasons", reasons -> assertThat(reasons.toString()).doesNotContain("OTHER_TIMES")));
    }

    @Test
    void allFourSizesHaveIntervals() {
        Run run = run("--assignments", assignments, "--short", "10d", "--long", "28d");

        assertThat(run.out().lines().filter(line -> line.startsWith("coupon ")))
                .singleElement()
                .asString()
                .containsPattern("16\\.50 \\+- \\d\\.\\d\\d +-?\\d\\.\\d\\d \\+- \\d\\.\\d\\d +0\\.0000  ");
    }

    @Test
    void whoWasNotKnownBeforeARandomWaveTakesNoPartInIt() {
        StringBuilder late = new StringBuilder("customer_id,at,purpose,initiator,channel,campaign,value,cost\n");
        for (int i = 0; i < 70; i++) {
            late.append("late%d,2025-03-%02d,PURCHASE,CUSTOMER,store,,9,%n".formatted(i, 3 + i % 20));
        }
        String more = file("late.csv", late.toString());
        Run run = run("--random-campaigns", "coupon", "--short", "10d", "--input", more);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("note: customers who are left out of waves before which nothing was known of them: 70");
        assertThat(run.out()).contains("200       200");
        assertThat(run("--random-campaigns", "coupon", "--short", "10d").err()).doesNotContain("left out of waves");
        // Those of a file of customers without a date were always known.
        StringBuilder customers = new StringBuilder("customer_id\n");
        for (int i = 0; i < 70; i++) {
            customers.append("late%d%n".formatted(i));
        }
        Run known = run(
                "--random-campaigns",
                "coupon",
                "--short",
                "10d",
                "--customers",
                file("customers.csv", customers.toString()),
                "--input",
                more);
        assertThat(known.err()).doesNotContain("left out of waves");
        assertThat(known.out()).contains("200       270");
    }

    @Test
    void aRandomWaveOfWhomNobodyWasKnownBeforeIsRefused() {
        String only = file("only.csv", """
                customer_id,at,purpose,initiator,channel,campaign
                n1,2024-03-03,OFFER,COMPANY,email,first
                n2,2025-03-04,PURCHASE,CUSTOMER,store,
                """);

        refused("nobody whom first contacted was known before", "--random-campaigns", "first", "--input", only);
    }

    @Test
    void aRandomCampaignThatContactedNobodyIsRefused() {
        String only = file("asked.csv", """
                customer_id,at,purpose,initiator,channel,campaign
                c1,2025-03-03,PURCHASE,CUSTOMER,store,brand
                """);
        String why = "--random-campaigns brand: no contact that the company initiated has this campaign";

        refused(why, "--random-campaigns", "brand", "--input", only);
        refused(why, "--random-campaigns", "coupon,brand", "--input", only);
        refused(why, "--random-campaigns", "brand", "--rolling", "--input", only);
    }

    @Test
    void withoutAHoldOutNothingIsClaimedOfFewPeriods() {
        assertThat(run().out()).contains("- coupon: no causal claim (nobody was held out; ");
    }

    @Test
    void whatCannotBeReadIsToldByRowColumnValueAndWhatToDo() {
        refused(
                "line 2: column at: 'soon' is not a date or time; it takes one such as 2026-01-31",
                "--assignments",
                file("a.csv", "customer_id,campaign,arm,at\nc1,coupon,mail,soon\n"));
        refused(
                "line 3: column arm is empty: every row needs one",
                "--assignments",
                file("b.csv", "customer_id,campaign,arm,at\nc1,coupon,mail,2025-03-03\nc2,coupon,,2025-03-03\n"));
        refused(
                "line 2: column campaign is empty in arm 'mail': only the hold-out, arm 'control', is of all campaigns",
                "--assignments",
                file("c.csv", "customer_id,campaign,arm,at\nc1,,mail,2025-03-03\nc2,,control,2025-03-03\n"));
        refused(
                "has a column 'arms' that means nothing here: leave it out, or call it one of [arm, assigned_at, at, campaign, customer_id, wave]",
                "--assignments",
                file("d.csv", "customer_id,campaign,arm,at,arms\nc1,coupon,mail,2025-03-03,x\n"));
        refused(
                "has no column 'arm'; its columns are [",
                "--assignments",
                file("e.csv", "customer_id,campaign,at\nc1,coupon,2025-03-03\n"));
        refused(
                "line 3: customer 'c1' is in arm",
                "--assignments",
                file(
                        "f.csv",
                        "customer_id,campaign,arm,at\nc1,coupon,mail,2025-03-03\nc1,coupon,control,2025-03-03\n"));
        refused(
                "line 2: column cost: '-1' is not allowed; it takes a number from 0 on, such as 7 or 1.5",
                "--campaigns",
                file("g.csv", "campaign,cost\ncoupon,-1\n"));
        refused(
                "line 2: has incentive_days and incentive_until: give one of them",
                "--campaigns",
                file("h.csv", "campaign,incentive_days,incentive_until\ncoupon,3,2025-03-09\n"));
        refused(
                "the long window of campaign coupon must not begin before 2025-03-13T00:00:00Z",
                "--assignments",
                assignments,
                "--long-from",
                "8d",
                "--campaigns",
                file("i.csv", "campaign,incentive_days\ncoupon,10\n"));
        refused(
                "campaign coupon has no incentive that runs after its contact",
                "--assignments",
                assignments,
                "--while-incentive");
    }

    private void refused(String why, String... words) {
        Run run = run(words);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        assertThat(run.err()).contains(why);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void optionsThatContradictEachOtherAreWrongUsage() {
        assertThat(run("--while-incentive", "--short", "3d").exitCode()).isEqualTo(2);
        assertThat(run("--margin", "-1").exitCode()).isEqualTo(2);
        assertThat(run("--quiet-hours", "night").err()).contains("must be two hours such as 21-8");
    }
}
