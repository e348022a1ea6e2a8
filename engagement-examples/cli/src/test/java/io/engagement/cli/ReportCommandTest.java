package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.engagement.report.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String END = "</script><!--";

    @TempDir
    static Path folder = Path.of("");

    private static String base = "";

    /** A simulated base in which two customers and a channel are called as they like. */
    @BeforeAll
    static void simulate() throws IOException {
        Path file = folder.resolve("base.csv");
        assertThat(Run.of("simulate", "--customers", "150", "--out", file.toString())
                        .exitCode())
                .isZero();
        String rows = Files.readString(file)
                .replaceAll("(?m)^0000007,", SCRIPT + ",")
                .replaceAll("(?m)^0000011,", END + ",")
                .replaceAll("(?m)^(0\\d+,)", "K-$1")
                .replace(",chat,", "," + SCRIPT + ",");
        String header = rows.lines().findFirst().orElseThrow();
        String refused = "K-0000012,yesterday"
                + ",".repeat((int) header.chars().filter(c -> c == ',').count() - 1) + "\n";
        base = Run.file(folder, "hostile.csv", rows + refused).toString();
    }

    private static Run report(Path page, String... words) {
        return Run.onBase(
                "report",
                Stream.of(List.of("--out", page.toString()), List.of(words))
                        .flatMap(List::stream)
                        .toArray(String[]::new),
                "--input",
                base);
    }

    private static String written(Path page) throws IOException {
        return Files.readString(page, StandardCharsets.UTF_8);
    }

    /** Which of some texts a page has; the page itself is too long to be told. */
    private static List<String> heldBy(String page, String... texts) {
        return Stream.of(texts).filter(page::contains).toList();
    }

    @Test
    void onePageTellsOfTheBaseAndTheSameFilesGiveTheSamePage() throws IOException {
        Path page = folder.resolve("page.html");
        Run run = report(page, "--title", "Shop & more");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("wrote a page on 150 customers to " + page + System.lineSeparator());
        String text = written(page);
        String[] told = {
            "<title>Shop &amp; more</title>", "&lt;script&gt;alert(1)&lt;/script&gt;", "1 of ", "default-src 'none'"
        };
        assertThat(heldBy(text, told)).containsExactly(told);
        assertThat(heldBy(text, SCRIPT, END)).isEmpty();
        assertThat(Files.size(page)).isLessThan(3_000_000);
        Path again = folder.resolve("again.html");
        assertThat(report(again, "--title", "Shop & more").exitCode()).isZero();
        assertThat(Files.mismatch(page, again)).isEqualTo(-1);
    }

    @Test
    void withPseudonymsNoIdIsInThePage() throws IOException {
        Path page = folder.resolve("pseudonyms.html");
        Run run = report(page, "--pseudonyms");
        assertThat(run.exitCode()).as(run.err()).isZero();
        String text = written(page);
        assertThat(heldBy(text, "Customer 001")).isNotEmpty();
        List<String> ids = Files.readAllLines(Path.of(base)).stream()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf(',')))
                .distinct()
                .filter(id -> !id.equals(SCRIPT))
                .toList();
        assertThat(ids).hasSizeGreaterThan(140);
        assertThat(run.err()).doesNotContain("***");
        assertThat(ids.stream().filter(text::contains)).isEmpty();
    }

    /** Names of people and addresses, with what breaks quotes, lists and markup; in a column of notes too, and in refused rows. */
    @Test
    void withPseudonymsNamesOfPeopleAreNowhere() throws IOException {
        List<String> people = List.of(
                "anna.smith@example.org",
                "O'Neil, Bob",
                "Max Mustermann",
                "+49 170 1234567",
                "Jörg Müller",
                "\u202eevE",
                "tab;semi",
                "</script><!-- eve");
        StringBuilder rows =
                new StringBuilder("customer_id,at,purpose,initiator,channel,value,email,note,department\n");
        for (int i = 0; i < 400; i++) {
            String name = people.get(i % 40 % people.size()) + (i % 40 < people.size() ? "" : " " + i % 40);
            rows.append("\"%s\",2024-%02d-%02d,%s,web,%d,mail%d@private.example,\"of %s\",sales%n"
                    .formatted(
                            name,
                            1 + i / 40,
                            1 + i * 7 % 28,
                            i % 3 == 0 ? "OFFER,COMPANY" : "PURCHASE,CUSTOMER",
                            i % 9,
                            i % 40,
                            name));
        }
        rows.append("\"Max Mustermann\",yesterday,PURCHASE,CUSTOMER,web,1,a@private.example,x,sales\n");
        String file = Run.file(folder, "people.csv", rows.toString().replace("\r", ""))
                .toString();
        Path page = folder.resolve("people.html");
        String[] words = {"--out", page.toString(), "--as-of", "2024-12-31", "--input", file};
        Run named = Run.of(Stream.concat(Stream.of("report"), Stream.of(words)).toArray(String[]::new));
        assertThat(named.exitCode()).as(named.err()).isZero();
        assertThat(heldBy(written(page), "Max Mustermann", "+49 170 1234567")).hasSize(2);
        Run run = Run.of(Stream.concat(Stream.of("report", "--pseudonyms"), Stream.of(words))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("1 refused");
        String told = written(page) + run.out() + run.err();
        assertThat(heldBy(told, "Customer 001", "sales")).hasSize(2);
        assertThat(heldBy(
                        told,
                        "anna.smith",
                        "example.org",
                        "Neil, Bob",
                        "Mustermann",
                        "+49 170",
                        "Müller",
                        "u202eevE",
                        "tab;semi",
                        "&lt;!-- eve",
                        "private.example",
                        "mail7@"))
                .isEmpty();
    }

    @Test
    void withPseudonymsNoMessageNamesACustomer() throws IOException {
        Path page = folder.resolve("unnamed.html");
        Run run = report(page, "--pseudonyms");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .doesNotContain("K-00")
                .contains("1 refused")
                .endsWith("wrote a page on 150 customers to " + page + System.lineSeparator());
        String late = Run.file(
                        folder,
                        "late.csv",
                        "customer_id,at,purpose,initiator,channel\nK-0000012,2055-01-01,PURCHASE,CUSTOMER,web\n")
                .toString();
        assertThat(Run.of("report", "--out", page.toString(), "--input", late).err())
                .contains("K-0000012");
        Run refused = Run.of("report", "--pseudonyms", "--out", page.toString(), "--input", late);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("the last interaction is still to come")
                .doesNotContain("K-00");
        String twice =
                assignments("twice.csv", "K-0000012,spring,mail,2024-03-05\nK-0000012,spring,control,2024-03-05\n");
        assertThat(report(page, "--assignments", twice).err()).contains("K-0000012");
        Run assigned = report(page, "--pseudonyms", "--assignments", twice);
        assertThat(assigned.exitCode()).isEqualTo(1);
        assertThat(assigned.err()).contains("twice.csv").doesNotContain("K-00");
    }

    /** What a condition names and no row has is told beside what the column has: whatever that is. */
    @Test
    void withPseudonymsThePageTellsHowManyNotesThereAreAndNotWhatTheySay() throws IOException {
        StringBuilder rows = new StringBuilder("customer_id,at,purpose,initiator,channel,email\n");
        for (int i = 0; i < 40; i++) {
            rows.append("c%d,2024-0%d-01,PURCHASE,CUSTOMER,web,ann%d@a.example\n".formatted(i % 20, 1 + i % 5, i % 20));
        }
        String file = Run.file(folder, "mail.csv", rows.toString()).toString();
        Path page = folder.resolve("notes.html");
        String[] words = {
            "--out", page.toString(), "--as-of", "2024-12-31", "--input", file, "--where", "email!=test@us.example"
        };
        Run named = Run.of(Stream.concat(Stream.of("report"), Stream.of(words)).toArray(String[]::new));
        assertThat(named.exitCode()).as(named.err()).isZero();
        assertThat(heldBy(written(page), "ann1@a.example", "Worth a look")).hasSize(2);
        Run unnamed = Run.of(Stream.concat(Stream.of("report", "--pseudonyms"), Stream.of(words))
                .toArray(String[]::new));
        assertThat(unnamed.exitCode()).as(unnamed.err()).isZero();
        assertThat(unnamed.err()).doesNotContain("a.example");
        assertThat(heldBy(written(page), "a.example", "Worth a look", "Notes on the rows"))
                .containsExactly("Notes on the rows");
    }

    /** What is told in a wrong way is wrong usage, and what cannot be read is no fault of the program, with pseudonyms too. */
    @Test
    void withPseudonymsFaultsStayWhatTheyAre() {
        Path page = folder.resolve("faults.html");
        String mapping = Run.file(folder, "bad.toml", "[columns]\nnobody = \"K-0000012\"\n")
                .toString();
        Run named = report(page, "--mapping", mapping);
        assertThat(named.exitCode()).as(named.err()).isEqualTo(2);
        Run unnamed = report(page, "--pseudonyms", "--mapping", mapping);
        assertThat(unnamed.exitCode()).as(unnamed.err()).isEqualTo(2);
        assertThat(unnamed.err())
                .doesNotContain("please report", "K-00")
                .contains("bad.toml")
                .startsWith("engagement: ");
        RuntimeException told = new UnnamedMessages(new PrintWriter(new StringWriter()), Names.pseudonyms())
                .unnamed(new UncheckedIOException(new IOException("no more of 'K-0000012'")));
        assertThat(told).isInstanceOf(UncheckedIOException.class).hasMessageEndingWith("no more of '***'");
    }

    /** While it is not known yet who is a customer, all that quotes a file is left out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "old,new;anna,bert;bert,anna | --merged-customers OTHER | merged in a circle",
                "old,new;anna,bert;anna,carl | --merged-customers OTHER | was merged into",
                "anna,bert,carl;1,2,3 | --merged-customers OTHER | has 3 columns",
                "anna,bert;1,2 | --lookup customer_id=OTHER | to be looked up by",
                "customer_id,x;anna x,1;anna x,2 | --lookup customer_id=OTHER --map value=x | has two different rows",
                "customer_id,contact_limit,limit_days;anna x,soon,7 | --customers OTHER | no output was written",
                "customer_id,contact_limit,limit_days;anna,2,7;anna,3,7 | --customers OTHER | ",
                " | --map at=when | which --map names",
                " | --where email=nobody | were left out by conditions",
                " | --map currency=email --map value=v | ",
                " | --map at=email | no output was written"
            })
    void withPseudonymsNoRefusalOfFilesQuotesThem(@Nullable String other, String options, @Nullable String why) {
        String rows = """
                customer_id,at,purpose,channel,email,v,Anna Bert
                anna x,2024-01-01,PURCHASE,web,anna@a.example,1,x
                bert,2024-02-01,PURCHASE,web,bert@a.example,2,x
                carl,2024-03-01,PURCHASE,web,carl@a.example,2,x
                """;
        String input = Run.file(folder, "in.csv", rows).toString();
        String second = Run.file(folder, "other.csv", String.valueOf(other).replace(';', '\n') + "\n")
                .toString();
        Run run = Run.of(Stream.concat(
                        Stream.of("report", "--pseudonyms", "--as-of", "2024-12-31", "--out", folder + "/no.html"),
                        Stream.of(("--input " + input + " " + options.replace("OTHER", second)).split(" ", -1)))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isNotZero();
        String told = run.err().replace(folder.toString(), "");
        assertThat(told).contains(why == null ? "engagement: " : why).doesNotContain("please report");
        assertThat(told.toLowerCase(Locale.ROOT)).doesNotContain("anna", "bert", "carl");
    }

    private static String assignments(String name, String rows) {
        return Run.file(folder, name, "customer_id,campaign,arm,at\n" + rows).toString();
    }

    @Test
    void whatCampaignsDidIsReadWithItsHoldOutAndAmountsHaveTheirCurrency() throws IOException {
        Path page = folder.resolve("ledger.html");
        StringBuilder rows = new StringBuilder();
        for (int i = 20; i < 140; i++) {
            rows.append("K-%07d,spring,%s,2024-03-05%n".formatted(i, i % 2 == 0 ? "mail" : "control"));
        }
        String file = assignments("assignments.csv", rows.toString().replace("\r", ""));
        Run run = report(page, "--assignments", file, "--short", "14d");
        assertThat(run.exitCode()).as(run.err()).isZero();
        String[] told = {"Chance decided who was held out", ">spring</th>"};
        assertThat(heldBy(written(page), told)).containsExactly(told);
        assertThat(heldBy(written(page), "(EUR)")).isEmpty();
        assertThat(report(page, "--short", "14d").err()).contains("--short has no effect without --assignments");
        Run euro = Run.onBase("report", new String[] {"--out", page.toString()}, "--input", base, "--currency", "EUR");
        assertThat(euro.exitCode()).as(euro.err()).isZero();
        assertThat(heldBy(written(page), "Lifetime value (EUR)")).isNotEmpty();
    }

    /** Where none of their files is there: the data is refused, and not the usage. */
    @Test
    void theCommandsOfTheReadmeAreUnderstood() throws IOException {
        List<String> commands = Files.readAllLines(Path.of("../report/README.md")).stream()
                .filter(line -> line.startsWith("engagement report "))
                .toList();
        assertThat(commands).hasSize(3).allSatisfy(command -> {
            Run run = Run.of(command.substring("engagement ".length()).split(" ", -1));
            assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
            assertThat(run.err()).contains("there is no file ");
        });
    }

    @Test
    void objectivesAreOnThePageAndThoseOfNoFigureAreRefused() throws IOException {
        Path page = folder.resolve("aims.html");
        String aims = Run.file(folder, "aims.txt", """
                engagement objectives 1
                period PT720H
                size 1
                objective.0 objective 1
                objective.0.name Fewer contacts
                objective.0.side AT_MOST
                objective.0.target 3
                objective.0.owner Ada
                objective.0.due 2025-12-31T00:00:00Z
                objective.0.figure base-figure 1
                objective.0.figure.how MEAN
                objective.0.figure.measure count_within[initiator=COMPANY, PT2160H by PT72H]
                """).toString();
        Run run = report(page, "--objectives", aims);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(heldBy(written(page), "Fewer contacts")).isNotEmpty();
        String wrong = Run.file(folder, "wrong.txt", "nothing\n").toString();
        assertThat(report(page, "--objectives", wrong).err()).contains("--objectives");
    }

    /** A page under another name is opened by no browser; devices and pipes have the names that they have. */
    @Test
    void aPageIsCalledAsOne() {
        for (String name : List.of("page.csv", "page", "page.html.gz", "html", "page.pdf")) {
            Run run = Run.of(
                    "report",
                    "--input",
                    "none.csv",
                    "--out",
                    folder.resolve(name).toString());
            assertThat(run.exitCode()).as(name).isEqualTo(2);
            assertThat(run.err()).as(name).contains(name + " is to be a page: let its name end with .html or .htm");
        }
        for (String name : List.of(folder + "/PAGE.HTML", folder + "/page.htm", "/dev/null", "/dev/stdout")) {
            Run run = Run.of("report", "--input", "none.csv", "--out", name);
            assertThat(run.err()).as(name).contains("there is no file none.csv");
        }
    }

    @Test
    void whatCannotBeWrittenIsToldAndLeavesThePageAsItWas() throws IOException {
        Run nowhere = report(folder.resolve("none/page.html"));
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).startsWith("engagement: there is no folder ");
        Run read = report(Path.of(base));
        assertThat(read.exitCode()).isEqualTo(2);
        assertThat(read.err()).contains("is read from and would be overwritten: name another file");
        assertThat(Run.of("report", "--input", base).err()).contains("--out");
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Run device = report(full);
        assertThat(device.exitCode()).isEqualTo(1);
        assertThat(device.err()).contains("engagement: cannot write to /dev/full: ");
    }

    @Test
    void aBaseWithoutCustomersIsRefusedAndNothingIsWritten() {
        Path page = folder.resolve("nobody.html");
        String empty = Run.file(folder, "empty.csv", "customer_id,at\n").toString();
        Run run = Run.of("report", "--out", page.toString(), "--as-of", "2024-12-31", "--input", empty);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("engagement: ").doesNotContain("please report");
        assertThat(page).doesNotExist();
    }

    @Test
    void aBaseThatNoModelCanBeFittedToHasAPageToo() throws IOException {
        Path page = folder.resolve("few.html");
        String few = Run.file(
                        folder,
                        "few.csv",
                        "customer_id,at,purpose,initiator,channel\nA,2024-01-01,PURCHASE,CUSTOMER,web\n")
                .toString();
        Run run = Run.of("report", "--out", page.toString(), "--as-of", "2024-12-31", "--input", few);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(heldBy(written(page), "not known")).isNotEmpty();
    }
}
