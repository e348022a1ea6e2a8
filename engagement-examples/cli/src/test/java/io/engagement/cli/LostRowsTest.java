package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes swallow no rows silently, and what is mostly refused is no success. */
class LostRowsTest {
    private static final String HEADER = "customer_id,at,purpose,note\n";

    @TempDir
    private Path folder = Path.of("");

    private Run run(String command, String text, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--as-of", "2024-12-31", "--input", file(text).toString()));
        words.addAll(List.of(more));
        return Run.of(words);
    }

    private Path file(String text) {
        return Run.file(folder, "in.csv", text);
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("c").append(i).append(",2024-01-03,PURCHASE,x\n");
        }
        return rows.toString();
    }

    @Test
    void aQuoteThatIsNotClosedIsRefusedFromItsLineOnWithAllRowsThatItTakes() {
        String text = HEADER + "a,2024-01-01,PURCHASE,ok\nb,2024-01-02,PURCHASE,\"12 inch\n" + rows(1_000);
        Run refused = run("score", text);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("rows: 1 accepted, ", " 1001 refused, 0 left out")
                .contains(
                        "in.csv line 3: the quote that opens field 4 is not closed before the end of the file; it and the"
                                + " next 1000 rows are refused")
                .contains("1001 of 1002 rows were refused (1001 x quotes are wrong), and no more than 5 % may be")
                .contains("--allow-refused 1");
        Run allowed = run("score", text, "--allow-refused", "1");
        assertThat(allowed.exitCode()).isZero();
        assertThat(allowed.column("customer_id")).containsExactly("a");
    }

    @Test
    void rowsBetweenTwoStrayQuotesAreToldAndNotAllowedWhereAllIsToBeStrict() {
        String text = HEADER + "a,2024-01-01,PURCHASE,ok\nb,2024-01-02,PURCHASE,\"12 inch\n" + rows(1_000)
                + "d,2024-01-02,PURCHASE,9 inch\"\ne,2024-01-02,PURCHASE,x\n";
        Run told = run("score", text);
        assertThat(told.exitCode()).isZero();
        assertThat(told.err())
                .contains("rows: 3 accepted, ")
                .contains(
                        "note: in.csv line 3: one row of 1002 lines in quotes, most of which look like rows themselves");
        Run strict = run("score", text, "--strict");
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.out()).isEmpty();
        assertThat(strict.err()).contains("in.csv holds what look like rows in quotes");
        String middle = HEADER + "a,\"2024-01-01,PURCHASE,ok\n" + rows(10) + "d,2024-01-02\",PURCHASE,x\n";
        assertThat(run("score", middle, "--strict", "--where", "note=y").err()).contains("note: in.csv line 2");
    }

    @Test
    void aRowOfAnotherWidthThatRunsOverLinesIsRefusedWithAllOfThem() {
        Run run = run("score", HEADER + "a,\"2024-01-01,PURCHASE,ok\n" + rows(10) + "d,2024-01-02,PURCHASE,x\"\n");
        assertThat(run.err())
                .contains("12 refused")
                .contains("in.csv line 2: 2 fields, the header has 4; it runs over 12 lines: is a quote not closed?");
    }

    @Test
    void aReturnInQuotesNeitherGluesNorDropsRows() {
        Run last = run("score", HEADER + "\"a\",2024-01-01,PURCHASE,\"x\ry\"\nb,2024-01-02,PURCHASE,z\n");
        assertThat(last.column("customer_id")).containsExactly("a", "b");
        Run replaced = run(
                "score",
                "customer_id,at,purpose,value\n\"a\",2024-01-01,PURCHASE,\"5\r\"\n999\n\"a\",2024-02-01,PURCHASE,5\n");
        assertThat(replaced.exitCode()).isEqualTo(1);
        assertThat(replaced.err())
                .contains("2 accepted, ", " 1 refused, ")
                .contains("in.csv line 4: 1 fields, the header has 4");
    }

    @Test
    void aStrayQuoteIsRefusedByItsLineAndAQuoteInABareFieldIsText() {
        String text = HEADER + "A,2024-01-05,PURCHASE,tv 55\" wide\nB,2024-01-06,PURCHASE,\"27\" monitor\"\n"
                + "A,2024-02-05,PURCHASE,ok\n";
        Run run = run("score", text, "--allow-refused", "1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("2 accepted, ", " 1 refused, ")
                .contains("in.csv line 3: field 4 is quoted and has a single quote inside");
        Run open = run("score", HEADER + "A,2024-01-05,PURCHASE,\"tv 55\" wide\n" + rows(7));
        assertThat(open.exitCode()).isEqualTo(1);
        assertThat(open.err()).contains("0 accepted, ", " 8 refused, ").contains("in.csv line 2: field 4 is quoted");
    }

    @Test
    void aHeaderWhoseQuotesAreWrongIsRefused() {
        Run run = run("score", "customer_id,at,\"purpose\n" + rows(3));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("in.csv line 1: the header cannot be read: the quote that opens field 3 is not closed");
        Run glued = run(
                "score",
                "customer_id,at,purpose,\"note\n" + rows(3) + "d,2024-01-02,PURCHASE,x\"\n" + rows(2),
                "--strict");
        assertThat(glued.exitCode()).isEqualTo(1);
        assertThat(glued.err()).contains("in.csv line 1: the header goes on over 5 lines that look like rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"score", "fit --model nbd", "compare"})
    void moreThanATwentiethRefusedIsNoSuccess(String command) {
        String mostly = HEADER + rows(37) + "c1,2024-03-04,PURCHASE,x\n";
        String bad = "x,never,PURCHASE,x\n";
        Run within = run(command, mostly + bad + bad);
        assertThat(within.err()).contains("38 accepted, ", " 2 refused").doesNotContain("no output was written");
        Run beyond = run(command, mostly + bad + bad + bad);
        assertThat(beyond.exitCode()).isEqualTo(1);
        assertThat(beyond.out()).isEmpty();
        assertThat(beyond.err())
                .contains(
                        "in.csv: 3 of 41 rows were refused (3 x at is not a date or time), and no more than 5 % may be; no"
                                + " output was written")
                .contains("--allow-refused 0.08");
        assertThat(run(command, mostly + bad + bad + bad, "--allow-refused", "0.08")
                        .err())
                .doesNotContain("no output was written");
    }

    @Test
    void ofEachFileNotMoreMayBeRefused() {
        Path good = Run.file(folder, "good.csv", HEADER + rows(1_000));
        Run run = run("score", HEADER + "x,never,PURCHASE,x\n", "--input", good.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("in.csv: 1 of 1 rows were refused");
        Run leftOut = run(
                "score",
                HEADER + rows(1_000) + "x,never,PURCHASE,y\n",
                "--where",
                "note=y",
                "--input",
                good.toString());
        assertThat(leftOut.err()).contains("in.csv: 1 of 1 rows were refused").contains(" 1000 left out by --where");
    }

    @Test
    void ofAFileOfCustomersNotMoreMayBeRefused() {
        Path customers = Run.file(
                folder,
                "customers.csv",
                "customer_id,contact_limit,limit_days\nb,3,999999999999999\nc,3,\nd\nd,2,\"1\n2\"\n\"e\nf\",1,1\n");
        Run run = run("score", HEADER + rows(10), "--customers", customers.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("customers: 1 accepted, 4 refused")
                .contains("customers.csv line 2: column limit_days: '999999999999999' is not allowed")
                .contains("customers.csv line 5: column limit_days: '1... (3 characters)' is not")
                .contains("customers.csv: 4 of 5 rows were refused (4 x a customer's row cannot be read)");
        Run allowed = run("score", HEADER + rows(10), "--customers", customers.toString(), "--allow-refused", "0.8");
        assertThat(allowed.column("customer_id")).hasSize(11);
        Path open = Run.file(folder, "open.csv", "customer_id,note\nb,\"x\nc,1\nd,2\ne,3\n");
        assertThat(run("score", HEADER + rows(10), "--customers", open.toString())
                        .err())
                .contains("customers: 0 accepted, 4 refused")
                .contains("open.csv line 2: the quote that opens field 2 is not closed before the end of the file");
        Path stray = Run.file(folder, "stray.csv", "customer_id,note\nb,\"x\nc,1\nd,2\"\n");
        Run strict = run("score", HEADER + rows(10), "--customers", stray.toString(), "--strict");
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.err()).contains("note: stray.csv line 2: one row of 3 lines in quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.01", "NaN", "5%", "some"})
    void aShareThatIsNoneIsWrongUsage(String share) {
        assertThat(run("score", HEADER + rows(3), "--allow-refused", share).exitCode())
                .isEqualTo(2);
        assertThat(run("score", HEADER + rows(3), "--allow-refused", "1", "--strict")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aCellOfManyLinesIsNotRepeatedWhole() {
        String cell = "\"" + "a line of it\n".repeat(1_000) + "\"";
        String wide = "y".repeat(100_000);
        for (String row : List.of(
                "a," + cell + ",PURCHASE,x",
                cell + ",2024-01-01,PURCHASE,x",
                "a,2024-01-01," + cell + ",x",
                "a," + wide + ",PURCHASE,x",
                "a,2024-01-01," + wide + ",x",
                cell + "," + cell + "," + cell + "," + wide)) {
            Run run = run("score", HEADER + rows(30) + row + "\n");
            assertThat(run.err()).hasSizeLessThan(10_000).contains("rows: 3");
        }
        Run header = run("score", "a," + wide + "," + cell + ",b".repeat(1_000) + "\n1,2,3\n");
        assertThat(header.err()).hasSizeLessThan(1_500).contains("has no column for customer");
        Path customers = Run.file(folder, "customers.csv", "customer_id,since\nb," + cell + "\nc," + wide + "\n");
        assertThat(run("score", HEADER + rows(10), "--customers", customers.toString())
                        .err())
                .hasSizeLessThan(2_000);
        String ids = "customer_id,at,purpose,id\na,2024-01-01,USE," + cell + "\na,2024-01-02,USE," + cell + "\n";
        assertThat(run("score", ids).err()).hasSizeLessThan(2_000).contains("the same id stands for");
    }
}
