package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What customers and the company give each other. */
class MutualCommandTest {
    private static final int CUSTOMERS = 12;

    @TempDir
    private Path folder = Path.of("");

    private String input = "";
    private String customers = "";

    @BeforeEach
    void write() {
        StringBuilder acts = new StringBuilder(
                "customer_id,at,purpose,initiator,channel,direction,department,value,cost,id,in_reply_to\n");
        StringBuilder known = new StringBuilder("customer_id,stage,referred_by\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            known.append("c%d,loyal,%s%n".formatted(i, i == 1 || i == 2 ? "c0" : ""));
            acts.append("c%d,2024-01-05,PURCHASE,CUSTOMER,web,INBOUND,,%d,,,%n".formatted(i, 10 * (i + 1)));
            acts.append("c%d,2024-02-01,OFFER,COMPANY,phone,OUTBOUND,sales,,3,,%n".formatted(i));
            if (i > 2) {
                acts.append("c%d,2024-02-03,HELP,COMPANY,email,OUTBOUND,service,,1,,%n".formatted(i));
            }
        }
        acts.append("c0,2024-03-01,REVIEW,CUSTOMER,web,INBOUND,,,,,\n");
        acts.append("c1,2024-01-06,REFERRAL,CUSTOMER,web,INBOUND,,,,invitation,\n");
        acts.append("c3,2024-03-02,SIGN_UP,CUSTOMER,web,INBOUND,,,,,invitation\n");
        input = Run.file(folder, "acts.csv", acts.toString()).toString();
        customers = Run.file(folder, "customers.csv", known.toString()).toString();
    }

    private Run run(String... words) {
        return Run.onBase("mutual", words, "--as-of", "2024-06-30", "--customers", customers, "--input", input);
    }

    @Test
    void aPageHasContactsWorthValuesAndWhomToThank() {
        Run run = run("--segment", "stage");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "Contacts that help and contacts that sell\n---",
                        "not because of it",
                        "What customers give and get, by spent\n---",
                        "customers who came through another one: 3, through 2 in all",
                        "Customers who give and get nothing\n---")
                .doesNotContain("NaN");
    }

    @Test
    void valuesStandSideBySideAndReferralsAreOfAttributesRepliesAndAFile() {
        String more = Run.file(folder, "more.csv", "referrer,referred,at\nc4,c5,2024-01-04\nc6,c3,2024-03-03\n")
                .toString();
        Map<String, Object> json =
                run("--json", "--referrals", more, "--influence-worth", "2.5").json();
        List<Map<String, Object>> rows = rows(json, "customers");

        assertThat(rows.get(0))
                .containsEntry("customer", "c0")
                .containsEntry("spent", 10.0)
                .containsEntry("referred", 2.0)
                .containsEntry("referral_value", 50.0)
                .containsEntry("influence_value", 2.5)
                .containsEntry("knowledge_value", ParsedJson.NULL)
                .containsEntry("relation", "CUSTOMER_GIVES");
        assertThat(rows(json, "referrals")).hasSize(4);
        assertThat(json).containsEntry("repeated_referrals", 1.0);
        assertThat(rows(json, "to_thank"))
                .extracting(row -> row.get("customer"))
                .containsExactly("c0", "c1");
        assertThat(rows(json, "contacts"))
                .extracting(row -> row.get("department"), row -> row.get("helping"), row -> row.get("selling"))
                .containsExactly(tuple("sales", 0.0, 12.0), tuple("service", 9.0, 0.0));
    }

    @Test
    void actsCountWhateverTheyAreWorthAndTheirWorthStandsOnThePage() {
        assertThat(rows(run("--json", "--influence", "PURCHASE").json(), "customers")
                        .get(5))
                .containsEntry("influence_acts", 1.0)
                .containsEntry("influence_value", ParsedJson.NULL);
        assertThat(run("--influence", "PURCHASE", "--influence-worth", "2.5").out())
                .containsPattern("influence_acts +influence_value")
                .contains("30.00");
        assertThat(rows(
                        run("--json", "--influence", "HELP", "--influence-worth", "2.5")
                                .json(),
                        "customers"))
                .as("what the company sends is nobody's influence")
                .allSatisfy(row -> assertThat(row).containsEntry("influence_acts", 0.0));
    }

    @Test
    void namesThatNobodyHasAreRefusedWithThoseThatThereAre() {
        assertThat(run("--segment", "stag").err()).contains("--segment stag: no customer has this attribute", "stage");
        assertThat(run("--referred-by", "refered_by").err()).contains("there are referred_by, stage");
        assertThat(run("--influence", "REVEIW").err()).contains("--influence REVEIW: no interaction", "REVIEW");
        assertThat(run("--helps", "OFFER", "--sells", "OFFER").err()).contains("name OFFER more than once");
        assertThat(run("--value", "p_alive").err()).contains("--value must be of money, spent, lifetime_value");
        assertThat(run("--margin", "0.3").err()).contains("--margin has a say in lifetime_value, contract_value only");
        String more = Run.file(folder, "more.csv", "referrer,referred,at\nC4,c5,2024-01-04\n")
                .toString();
        assertThat(run("--referrals", more).err()).contains("note: --referrals names 1 customers", ": C4\n");
    }

    @Test
    void aCircleOfReferralsIsRefusedByName() {
        String more = Run.file(folder, "more.csv", "referrer,referred,at\nc2,c0,2024-01-04\n")
                .toString();
        Run run = run("--referrals", more);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("c0 through c2 through c0");
    }

    @Test
    void wrongOptionsAndFilesAreNamed() {
        assertThat(run("--passed-on", "1").err()).contains("--passed-on", "'1' is not a share from 0 to less than 1");
        assertThat(run("--passed-on", "1").exitCode()).isEqualTo(2);
        assertThat(run("--referrals", Run.file(folder, "x.csv", "a,b\n1,2\n").toString())
                        .err())
                .contains("has no column 'referrer'; its columns are [a, b]");
        assertThat(run(
                                "--referrals",
                                Run.file(folder, "y.csv", "referrer,referred,at\na,b,soon\n")
                                        .toString())
                        .err())
                .contains("y.csv line 2");
    }

    /** Of 600 customers half get spring's offers and half of all get summer's help; offers bring 10 in the second month, help nothing. */
    private String[] experiment(String purposeOfSummer) {
        SplittableRandom random = new SplittableRandom(4);
        StringBuilder acts = new StringBuilder("customer_id,at,purpose,initiator,channel,campaign,value\n");
        StringBuilder drawn = new StringBuilder("customer_id,campaign,arm,at\n");
        for (int i = 0; i < 600; i++) {
            for (int month = 1; month <= 5; month++) {
                int more = month == 4 && i % 2 == 0 ? 10 : 0;
                acts.append("c%d,2024-%02d-%02d,PURCHASE,CUSTOMER,web,,%d%n"
                        .formatted(i, month, 12 + random.nextInt(15), 20 + random.nextInt(9) + more));
            }
            String spring = i % 2 == 0 ? "mail" : "none";
            String summer = i / 2 % 2 == 0 ? "mail" : "none";
            drawn.append("c%d,spring,%s,2024-04-01%nc%d,summer,%s,2024-04-01%n".formatted(i, spring, i, summer));
            if (i % 2 == 0) {
                acts.append("c%d,2024-04-01,OFFER,COMPANY,email,spring,%n".formatted(i));
            }
            if (i / 2 % 2 == 0) {
                acts.append("c%d,2024-04-01,%s,COMPANY,email,summer,%n"
                        .formatted(i, i % 8 == 0 ? "HELP" : purposeOfSummer));
            }
        }
        return new String[] {
            "mutual",
            "--assignments",
            Run.file(folder, "drawn.csv", drawn.toString()).toString(),
            "--as-of",
            "2024-06-30",
            "--input",
            Run.file(folder, "sent.csv", acts.toString()).toString()
        };
    }

    private static Run mutual(String[] words, String... more) {
        return Run.of(Stream.of(words, more).flatMap(Arrays::stream).toList());
    }

    @Test
    void whatHelpingAndSellingDidIsToldWhereCustomersWereHeldOut() {
        Run run = mutual(experiment("HELP"), "--long", "30d");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern(
                        "Where chance decided, a contact of spring, which sells, brought (9|10)\\.\\d\\d in the long")
                .contains("a contact of summer, which helps, brought ", "which is not clear");
        assertThat(rows(mutual(experiment("HELP"), "--json").json(), "randomised"))
                .extracting(row -> row.get("nature"), row -> row.get("campaign"), row -> row.get("clear"))
                .containsExactlyInAnyOrder(tuple("SELLS", "spring", true), tuple("HELPS", "summer", false));
    }

    @Test
    void campaignsThatChanceDidNotDecideOrThatNobodyKnowsThePurposeOfAreNamed() {
        String terms = Run.file(folder, "terms.csv", "what,for\nsummer,HELP\n").toString();

        assertThat(mutual(experiment("HELP"), "--hold-out", "mail").err())
                .contains("note: no effect is told of spring: no causal claim");
        assertThat(mutual(experiment("OFFER")).err())
                .contains(
                        "note: campaign summer: its contacts help, sell or do neither, each in part; give it a purpose in"
                                + " --campaigns");
        assertThat(rows(
                        mutual(
                                        experiment("NEWS"),
                                        "--json",
                                        "--campaigns",
                                        terms,
                                        "--campaign-columns",
                                        "campaign=what,purpose=for")
                                .json(),
                        "randomised"))
                .extracting(row -> row.get("nature"))
                .containsExactlyInAnyOrder("SELLS", "HELPS");
        assertThat(run("--long", "30d").err()).contains("--long has no effect without --assignments");
        assertThat(run("--campaigns", terms).exitCode()).isEqualTo(2);
    }

    @Test
    void worthStandsByDepartmentToo() {
        assertThat(rows(run("--json").json(), "worth"))
                .extracting(row -> row.get("department"), row -> row.get("got"), row -> row.get("customers"))
                .contains(tuple("sales", "mostly offers", 12.0), tuple("service", "(small groups)", 12.0));
    }
}
