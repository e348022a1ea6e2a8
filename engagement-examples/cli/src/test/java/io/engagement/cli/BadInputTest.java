package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as they come: none is lost silently. */
class BadInputTest {
    private static final String HEADER = "customer_id,at,purpose,initiator,channel,value,cost,id\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void rowsThatCannotBeReadAreToldByReasonWithColumnAndValue() {
        Run run = score(HEADER
                + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n"
                + "a,2026-13-01,PURCHASE,CUSTOMER,web,10,,2\n"
                + "a,2026-01-06,PURCHASE,CUSTOMER,web,ten,,3\n"
                + "a,2026-01-06,PURCHASE,CUSTOMER,web,NaN,,4\n"
                + "a,2026-01-06,PURCHASE,CUSTOMER,web,Infinity,,5\n"
                + "a,2026-01-06,PURCHASE,CUSTOMER,web,1,-2,6\n"
                + ",2026-01-06,PURCHASE,CUSTOMER,web,1,2,7\n"
                + "a,2026-01-06,,CUSTOMER,web,1,2,8\n"
                + "a,2026-01-06,PURCHASE,SOMEBODY,web,1,2,9\n"
                + "a,2026-01-06,PURCHASE,CUSTOMER,web\n");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.err())
                .contains("1 accepted, 0 duplicates left out, 0 identical without id kept, 9 refused")
                .contains("in.csv line 3: column at: '2026-13-01' is not a date or time")
                .contains("in.csv line 4: column value: 'ten' is not a number")
                .contains("2 x value is not finite")
                .contains("line 5: column value: 'NaN' is not finite")
                .contains("line 7: cost must be 0, or from 1.0E-12 to 1.0E15, was -2.0")
                .contains("line 8: column customer_id is empty")
                .contains("line 9: column purpose is empty")
                .contains(
                        "line 10: column initiator: 'SOMEBODY' is unknown; allowed: one of [CUSTOMER, COMPANY, UNKNOWN]")
                .contains("line 11: 5 fields, the header has 8");
    }

    @Test
    void strictFailsWhereARowIsRefused() {
        String text = HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\na,never,PURCHASE,CUSTOMER,web,10,,2\n";
        assertThat(score(text).exitCode()).isZero();
        Run strict = score(text, "--strict");
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.err())
                .contains("in.csv: 1 of 2 rows were refused (1 x at is not a date or time), and --strict allows none");
        assertThat(strict.out()).isEmpty();
    }

    @Test
    void whatIsLaterThanThePresentIsCountedAndIgnored() {
        Run run = score(
                HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\na,2026-02-05,PURCHASE,CUSTOMER,web,10,,2\n",
                "--as-of",
                "2026-01-31");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("1 of 2 interactions are later than 2026-01-31T00:00:00Z and ignored");
        Run tooEarly = score(HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n", "--as-of", "2025-01-31");
        assertThat(tooEarly.exitCode()).isEqualTo(1);
        assertThat(tooEarly.err()).contains("no interaction is at or before 2025-01-31T00:00:00Z");
    }

    @Test
    void duplicatesByIdAreLeftOutAndConflictsRefused() {
        Run run = score(HEADER
                + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n"
                + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n"
                + "a,2026-01-06,PURCHASE,CUSTOMER,web,10,,2\n"
                + "a,2026-01-07,PURCHASE,CUSTOMER,web,10,,2\n"
                + "a,2026-01-08,PURCHASE,CUSTOMER,web,10,,\n"
                + "a,2026-01-08,PURCHASE,CUSTOMER,web,10,,\n");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("3 accepted, 1 duplicates left out, 1 identical without id kept, 2 refused")
                .contains("the same id stands for different interactions");
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        String first = "b,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n";
        String second = "a,2026-01-09,QUESTION,CUSTOMER,web,,,2\n";
        String third = "a,2026-01-02,PURCHASE,CUSTOMER,web,7,,3\n";
        assertThat(score(HEADER + first + second + third).out())
                .isEqualTo(score(HEADER + third + second + first).out());
    }

    @Test
    void oneCustomerOnlyAndNobodyWhoBuysTwice() {
        Run one = score(HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n");
        assertThat(one.exitCode()).isZero();
        assertThat(one.lines()).hasSize(2);
        StringBuilder many = new StringBuilder(HEADER);
        for (int i = 0; i < 50; i++) {
            many.append("c").append(i).append(",2026-01-").append(10 + i % 20).append(",PURCHASE,CUSTOMER,web,10,,\n");
        }
        Run none = score(many.toString());
        assertThat(none.exitCode()).isZero();
        assertThat(none.lines()).hasSize(51);
        assertThat(none.out()).doesNotContain("NaN");
    }

    @Test
    void aCustomerWithoutPurchasesHasTheScoresThatExistAndReasonsForTheOthers() {
        Run run = score(HEADER
                + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n"
                + "a,2026-01-09,PURCHASE,CUSTOMER,web,12,,2\n"
                + "q,2026-01-08,QUESTION,CUSTOMER,phone,,,3\n");
        assertThat(run.exitCode()).isZero();
        String asker = run.lines().get(2);
        assertThat(asker).startsWith("q,").contains("purchase");
        assertThat(asker).matches("q,\\d[^,]*,\\d[^,]*,,,,,.*");
    }

    @Test
    void customersOfAFileGetARowToo() {
        Path customers = Run.file(folder, "customers.csv", """
                customer_id,since,preferred_channels,refused_channels,contact_limit,limit_days,country
                silent,2025-01-01,email|phone,post,2,30,NL
                bad,never,,,,,
                worse,,email,email,,,
                short,2025-01-01
                """);
        Run run = score(HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n", "--customers", customers.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(2)).startsWith("silent,");
        assertThat(run.err())
                .contains("3 x a customer's row cannot be read")
                .contains("customers.csv line 4: channel email is both preferred and refused");
        assertThat(run.err()).contains("customers.csv line 5: 2 fields, the header has 7");
        Path wrong = Run.file(folder, "wrong.csv", "name\nx\n");
        Run refused = score(HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n", "--customers", wrong.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("has no column customer_id");
    }

    @Test
    void aCustomerWhoStandsInAFileTwiceIsRefusedInPlainWords() {
        Path customers = Run.file(folder, "customers.csv", """
                customer_id,since,country
                c,2025-01-01,NL
                c,2025-01-01,BE
                """);
        Run run = score(HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n", "--customers", customers.toString());
        assertThat(run.err())
                .contains("customers.csv line 3: customer c is registered twice and differs in country: register each"
                        + " customer once")
                .doesNotContain("Customer[", "Optional[");
    }

    @Test
    void aPurposeThatIsNotAStandardOneIsPointedOut() {
        Run run = score(HEADER + "a,2026-01-05,PURCHSE,CUSTOMER,web,10,,1\n");
        assertThat(run.err()).contains("purposes that are not standard ones (typing errors?): [PURCHSE]");
    }

    @Test
    void aQuoteThatIsNotClosedIsPointedOut() {
        Run swallowed = score(HEADER
                + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n"
                + "\"b,2026-01-05,PURCHASE,CUSTOMER,web,10,,2\n"
                + "c,2026-01-05,PURCHASE,CUSTOMER,web,10,,3\n");
        assertThat(swallowed.exitCode()).isZero();
        assertThat(swallowed.err())
                .contains("1 accepted, ")
                .contains("2 x quotes are wrong")
                .contains("line 3: the quote that opens field 1 is not closed before the end of the file; it and the"
                        + " next 1 rows are refused");
        Run id = score(HEADER
                + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n"
                + "\"b\nc\",2026-01-05,PURCHASE,CUSTOMER,web,10,,2\n");
        assertThat(id.err())
                .contains("1 x customer has more than one line")
                .contains("customer 'b... (3 characters)' goes on over 2 lines: is a quote not closed?");
    }

    @ParameterizedTest
    @CsvSource({
        "value, 12f, value is not a number",
        "value, '1,5', value is not a number",
        "value, -Infinity, value is not finite",
        "duration, NaN, duration is not finite",
        "duration, soon, duration is not a number",
        "duration, P3X, duration is not a duration",
        "duration, -3, duration must not be negative",
        "satisfaction, 7, satisfaction must",
        "direction, SIDEWAYS, direction is unknown",
        "actor, CAT, actor is unknown"
    })
    void aFieldOutOfItsRangeIsToldWithItsReason(String field, String text, String reason) {
        Run run = score("customer,at,purpose," + field + "\n"
                + "a,2026-01-05,PURCHASE,\n"
                + "a,2026-01-05,PURCHASE,\"" + text + "\"\n");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("1 accepted").contains("1 refused").contains("1 x " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1000000000-12-31T00:00:00Z", "99999-01-01", "2026-02-30", "5", "20261301", "2026-01-05T25:00"})
    void aTimeThatThereIsNotIsRefused(String text) {
        Run run = score("customer,at,purpose\na,2026-01-05,PURCHASE\na," + text + ",PURCHASE\n");
        assertThat(run.err())
                .contains("1 accepted")
                .contains("in.csv line 3: column at: '" + text + "' is not a date or time");
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-seconds,1774785600500",
        "epoch-millis,1e300",
        "days-since:2026-01-01,NaN",
        "hours-since:2026-01-01,x"
    })
    void aNumberThatIsNoTimeIsRefused(String format, String text) {
        Run run = score("customer,at,purpose\na,0,PURCHASE\na," + text + ",PURCHASE\n", "--time-format", format);
        assertThat(run.err()).contains("1 accepted").contains("1 x at is not a date or time");
    }

    @Test
    void identicalRowsAreKeptOrDroppedAsTheUserSays() {
        String text = HEADER
                + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,\n"
                + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,\n"
                + "a,2026-01-07,PURCHASE,CUSTOMER,web,10,,\n"
                + "a,2026-01-07,PURCHASE,CUSTOMER,web,10,,7\n";
        assertThat(score(text).err()).contains("4 accepted, 0 duplicates left out, 1 identical without id kept");
        assertThat(score(text, "--repeated-ids", "identical").err())
                .contains("3 accepted, 1 duplicates left out, 0 identical without id kept");
        assertThat(score(text, "--repeated-ids", "perhaps").exitCode()).isEqualTo(2);
    }

    private Run score(String text, String... more) {
        Path file = Run.file(folder, "in.csv", text);
        List<String> words = new ArrayList<>(List.of("score", "--input", file.toString()));
        words.addAll(List.of(more));
        if (!words.contains("--strict")) {
            words.addAll(List.of("--allow-refused", "1"));
        }
        return Run.of(words);
    }
}
