package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                .contains("must have columns [referrer, referred, at]");
        assertThat(run(
                                "--referrals",
                                Run.file(folder, "y.csv", "referrer,referred,at\na,b,soon\n")
                                        .toString())
                        .err())
                .contains("y.csv line 2");
    }
}
