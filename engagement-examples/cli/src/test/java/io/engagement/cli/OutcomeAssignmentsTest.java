package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assignments as people have them: other names, sends that roll, ids that no file knows, shares that were planned. */
class OutcomeAssignmentsTest {
    private static final int CUSTOMERS = 800;

    @TempDir
    private Path folder = Path.of("");

    private String input = "";

    /** All buy before and after; every second one is mailed on one of five days and buys for 20 more within the week. */
    @BeforeEach
    void write() {
        SplittableRandom random = new SplittableRandom(2);
        StringBuilder acts = new StringBuilder("customer_id,at,purpose,initiator,channel,campaign,value\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            for (int month = 1; month <= 5; month++) {
                acts.append(buy(i, month, 1 + random.nextInt(28), 20 + random.nextInt(30)));
            }
            if (i % 2 == 0) {
                acts.append("c%d,2025-03-%02d,OFFER,COMPANY,email,spring,%n".formatted(i, day(i)));
                acts.append(buy(i, 3, day(i) + 1 + random.nextInt(5), 15 + random.nextInt(10)));
            }
        }
        input = Run.file(folder, "acts.csv", acts.toString()).toString();
    }

    private static String buy(int customer, int month, int day, int amount) {
        return "c%d,2025-%02d-%02d,PURCHASE,CUSTOMER,store,,%d%n".formatted(customer, month, day, amount);
    }

    /** When a customer is mailed. */
    private static int day(int customer) {
        return 3 + customer / 2 % 5;
    }

    private Run run(String... words) {
        return Run.of(Stream.of(List.of("outcomes"), List.of(words), List.of("--input", input))
                .flatMap(List::stream)
                .toList());
    }

    private String file(String name, String header, IntFunction<String> row) {
        StringBuilder rows = new StringBuilder(header).append('\n');
        for (int i = 0; i < CUSTOMERS; i++) {
            rows.append(row.apply(i)).append('\n');
        }
        return Run.file(folder, name, rows.toString()).toString();
    }

    /** Everybody mailed on their own day, and a hold-out as a function of the customer. */
    private String rolling(IntFunction<String> heldOut) {
        return file(
                "rolling.csv",
                "customer_id,campaign,arm,at",
                i -> i % 2 == 0 ? "c%d,spring,mail,2025-03-%02d".formatted(i, day(i)) : heldOut.apply(i));
    }

    private static void assertAllCount(Run run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("- spring brought ", ": a short-term reward", "400       400")
                .doesNotContain("left out", "at other times", "no causal claim");
    }

    @Test
    void aSendThatRollsOverDaysKeepsAllContactsWhereTheHoldOutWasDrawnOnce() {
        for (String heldOut :
                List.of("spring,control,2025-03-03", ",control,2025-03-01", "spring,control,", ",control,")) {
            Run run = run("--assignments", rolling(i -> "c" + i + "," + heldOut));
            assertAllCount(run);
            assertThat(run.err())
                    .as(heldOut)
                    .contains(
                            "note: who is held out of campaign spring was drawn at one time, and contacts went out on 5 days:"
                                    + " each is looked at from the time of a contact on");
        }
    }

    @Test
    void heldOutRowsWithTheirOwnTimesAreLookedAtThen() {
        Run run = run("--assignments", rolling(i -> "c%d,,control,2025-03-%02d".formatted(i, day(i))));
        assertAllCount(run);
        assertThat(run.err()).doesNotContain("drawn at one time");
    }

    @Test
    void aRollingRandomCampaignHasThoseWhomItNeverContactedAsItsHoldOut() {
        Run rolling = run("--random-campaigns", "spring", "--rolling");
        assertAllCount(rolling);
        // Day by day, who is mailed tomorrow is held out today.
        assertThat(run("--random-campaigns", "spring").out()).contains("400     3,600");
        assertThat(run("--rolling").err()).contains("--rolling has no effect without --random-campaigns");
    }

    @Test
    void whatExperimentAssignWritesIsReadWithoutOptions() {
        String units = file("units.csv", "customer_id", i -> "c" + i);
        Path drawn = folder.resolve("drawn.csv");
        Run assign = Run.of(List.of(
                "experiment",
                "assign",
                "--experiment",
                "spring",
                "--secret-file",
                folder.resolve("spring.key").toString(),
                "--new-secret",
                "--shares",
                "none=0.5,mail=0.5",
                "--units",
                units,
                "--at",
                "2025-03-03",
                "--out",
                drawn.toString()));
        assertThat(assign.exitCode()).as(assign.err()).isZero();
        Run run = run("--assignments", drawn.toString(), "--shares", "none=0.5,mail=0.5");
        assertThat(run.exitCode()).as(run.err()).isZero();
        // The mails of this log went out otherwise than drawn here.
        assertThat(run.out())
                .contains("- spring: no causal claim (held out were contacted all the same")
                .doesNotContain("nobody was held out", "not as large");
    }

    @Test
    void timesMayBeCalledAssignedAt() {
        String file = file("assigned.csv", "customer_id,campaign,arm,assigned_at", i -> "c%d,spring,%s,2025-03-%02d"
                .formatted(i, i % 2 == 0 ? "mail" : "control", day(i)));
        assertAllCount(run("--assignments", file));
        String two =
                file("two.csv", "customer_id,campaign,arm,at,assigned_at", i -> "c%d,spring,%s,2025-03-03,2025-03-04"
                        .formatted(i, i % 2 == 0 ? "mail" : "control"));
        assertThat(run("--assignments", two).err())
                .contains("line 2: columns at and assigned_at tell two times: leave out one of them");
    }

    private String arms(String heldOut) {
        return rolling(i -> "c%d,spring,%s,2025-03-%02d".formatted(i, heldOut, day(i)));
    }

    @Test
    void aHoldOutOfAnyNameIsFoundOrAskedFor() {
        assertAllCount(run("--assignments", arms("Holdout")));
        assertAllCount(run("--assignments", arms("quiet"), "--hold-out", "quiet"));
        Run asked = run("--assignments", arms("quiet"));
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err())
                .contains(
                        "--hold-out ARM is missing: which arm is not contacted? Arms of --assignments are [mail, quiet];"
                                + " an arm called control is taken for it; --nobody-held-out says that all were contacted");
        Run misspelt = run("--assignments", arms("quiet"), "--hold-out", "quit");
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(misspelt.err()).contains("--hold-out 'quit': nobody is in that arm; arms are [mail, quiet]");
        Run nobody = run("--assignments", arms("mail"), "--nobody-held-out");
        assertThat(nobody.exitCode()).as(nobody.err()).isZero();
        assertThat(nobody.out()).contains("nobody was held out");
    }

    @Test
    void whereNobodyIsHeldOutEachArmHasItsAccountToo() {
        StringBuilder rows = new StringBuilder("customer_id,campaign,arm,at\n");
        for (int i = 0; i < CUSTOMERS; i += 2) {
            rows.append("c%d,spring,%s,2025-03-%02d%n".formatted(i, i % 4 == 0 ? "mail" : "letter", day(i)));
        }
        String arms = Run.file(folder, "arms.csv", rows.toString()).toString();

        assertThat(rows(
                        run("--json", "--assignments", arms, "--nobody-held-out")
                                .json(),
                        "accounts"))
                .filteredOn(account -> "CAMPAIGN".equals(account.get("level")))
                .extracting(account -> account.get("name"))
                .containsExactly("spring: letter", "spring: mail");
    }

    @Test
    void armsThatAreNotAsLargeAsPlannedTellNothing() {
        Run run = run("--assignments", arms("control"), "--shares", "control=0.4,mail=0.6");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("- spring: no causal claim (arms are not as large as planned");
        assertAllCount(run("--assignments", arms("control"), "--shares", "control=0.5,mail=0.5"));
        assertThat(run("--assignments", arms("control"), "--shares", "control=0.5,sms=0.5")
                        .err())
                .contains("there is no planned arm 'mail'");
        assertThat(run("--shares", "control=0.5,mail=0.5").err())
                .contains("--shares has no effect without --assignments");
    }

    @Test
    void customersWhomNoFileKnowsAreToldInTableJsonAndSentence() {
        String file = file("unknown.csv", "customer_id,campaign,arm,at", i -> "%s%d,spring,%s,2025-03-%02d"
                .formatted(i < 100 ? "x" : "c", i, i % 2 == 0 ? "mail" : "control", day(i)));
        Run told = run("--assignments", file);
        assertThat(told.out())
                .contains(
                        "the log does not know all who were assigned: 100 of 800, who count as idle",
                        "contacted  held_out  unknown",
                        "400       400      100");
        assertThat(rows(run("--json", "--assignments", file).json(), "accounts"))
                .filteredOn(account -> "CAMPAIGN".equals(account.get("level")))
                .singleElement()
                .satisfies(account -> assertThat(account)
                        .containsEntry("unknown_contacted", 50.0)
                        .containsEntry("unknown_held_out", 50.0)
                        .containsEntry("ids_alike", 0.0));
        assertThat(run("--assignments", file, "--unknown-customers", "idle").out())
                .doesNotContain("does not know");
        Run refused = run("--assignments", file, "--unknown-customers", "refused");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("all assigned customers must be in the log, 100 are not, such as 'x0'");
        assertThat(run("--assignments", file, "--unknown-customers", "zero").err())
                .contains("'zero' must be doubted, idle or refused");
    }

    @Test
    void idsInAnotherCaseAreNamed() {
        String file = file("case.csv", "customer_id,campaign,arm,at", i -> "C%04d,spring,%s,2025-03-03"
                .formatted(i, i % 2 == 0 ? "mail" : "control"));
        assertThat(run("--assignments", file).out())
                .contains(
                        "no causal claim",
                        "800 differ from an id of the log only in case or leading zeros, such as 'C0000'"
                                + " and 'c0'");
    }

    @Test
    void namesInCampaignsThatNothingHasAreRefused() {
        Path campaigns = Run.file(folder, "campaigns.csv", "campaign,cost\nsprnig,0.5\n");
        Run run = run("--assignments", arms("control"), "--campaigns", campaigns.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("--campaigns sprnig: no interaction has this campaign; there are spring");
    }

    @Test
    void aMarginIsAShare() {
        Run run = run("--margin", "30");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--margin", "'30' is not a share from 0 to 1, such as 0.3");
        assertThat(run("--margin", "-0.1").exitCode()).isEqualTo(2);
        assertThat(run("--margin", "NaN").exitCode()).isEqualTo(2);
    }

    @Test
    void rowsThatAreGivenTwiceOrHeldOutOfNothingAreCounted() {
        String more = file(
                "more.csv",
                "customer_id,campaign,arm,at\nc0,spring,mail,2025-03-03\nz1,,control,2025-04-20",
                i -> "c%d,spring,%s,2025-03-%02d".formatted(i, i % 2 == 0 ? "mail" : "control", day(i)));
        Run run = run("--assignments", more);
        assertThat(run.err())
                .contains("note: rows that name a customer of a wave again: 1; the earliest counts")
                .contains(
                        "held-out rows on a day, or of a wave, of which no campaign contacted anybody are left out: 1");
        assertThat(run.out()).contains("400       400");
    }
}
