package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.table.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Pattern POLICY =
            Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">");

    @Test
    void thePolicyAllowsTheStyleAndTheScriptsOfThePageAndNothingElse() throws IOException {
        String page = written(SampleReport.of(Names.byId()));
        List<String> scripts = found(page, "<script>(.*?)</script>");
        List<String> styles = found(page, "<style>(.*?)</style>");
        assertThat(scripts).hasSize(3);
        assertThat(styles).hasSize(1);
        assertThat(found(page, POLICY.pattern()))
                .containsExactly("default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
                        + hash(styles.get(0)) + "; script-src " + hash(scripts.get(0)) + ' ' + hash(scripts.get(1))
                        + ' '
                        + hash(scripts.get(2)));
        assertThat(heldBy(withoutScripts(page), " style=\"", " onclick", "javascript:", " src=", "http:", "https:"))
                .isEmpty();
    }

    private static String hash(String inline) {
        try {
            return "'sha256-"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256")
                                    .digest(inline.getBytes(StandardCharsets.UTF_8)))
                    + '\'';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> found(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        List<String> all = new ArrayList<>();
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }

    @Test
    void textsOfTheDataStayTexts() throws IOException {
        String page = written(SampleReport.of(Names.byId()));
        // Three scripts and the data, and the ends of these.
        assertThat(found(page, "(<script)")).hasSize(4);
        assertThat(found(page, "(</script)")).hasSize(4);
        assertThat(heldBy(page, "<!--", "&lt;!-- &lt;script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"))
                .containsExactly("&lt;!-- &lt;script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;");
        String data = found(page, "<script type=\"application/json\" id=\"charts\">(.*?)</script>")
                .get(0);
        assertThat(data).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(page.codePoints().filter(c -> c == 0 || c == 7 || c == 0x202e || c == 0x2028 || c == 0xd800))
                .isEmpty();
    }

    @Test
    void withPseudonymsNoIdIsAnywhereInThePage() throws IOException {
        String[] ids = {"C-10370", "C-10", "x".repeat(400), "document.title=&#39;taken", "egnp.exe"};
        assertThat(heldBy(written(SampleReport.of(Names.byId())), ids)).containsExactly(ids);
        String page = written(SampleReport.of(Names.pseudonyms()));
        assertThat(heldBy(page, ids)).isEmpty();
        assertThat(heldBy(page, "Customer 001")).isNotEmpty();
    }

    @Test
    void fiftyCustomersAreNamedAndTheOthersNumbered() {
        Names names = Names.byId();
        List<String> called =
                IntStream.range(0, 60).mapToObj(i -> names.of("id" + i)).toList();
        assertThat(called.subList(0, 50))
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "id" + i).toList());
        assertThat(called.subList(50, 60)).startsWith("Customer 051").doesNotContain("id50");
        assertThat(names.of("id3")).isEqualTo("id3");
        assertThat(names.of("id55")).isEqualTo("Customer 056");
    }

    @Test
    void aChartOfAColumnThatTheTableLacksIsRefused() {
        Table table = Table.builder().column("channel").build();
        assertThatThrownBy(() -> Figure.of("Contacts", "By channel.", table, Chart.bars("channel", "contacts")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the chart of \"Contacts\" needs column contacts, the table has [channel]");
    }

    @Test
    void idsOfSectionsAreUniqueAndAddresses() {
        Section section = new Section("at-risk", "", "", "", List.of());
        assertThatThrownBy(() -> new Report("", Instant.EPOCH, ZoneOffset.UTC, List.of(), List.of(section, section)))
                .hasMessage("two sections have the id at-risk");
        assertThatThrownBy(() -> new Section("At risk", "", "", "", List.of()))
                .hasMessageContaining("small letters, digits and hyphens, was \"At risk\"");
    }

    @Test
    void timesAreThoseOfTheZone() throws IOException {
        Instant midnightInBerlin = Instant.parse("2024-01-01T23:00:00Z");
        Table table = Table.builder()
                .column("at")
                .column("length")
                .column("day")
                .column("yes")
                .row(midnightInBerlin, Duration.ofDays(3), LocalDate.EPOCH, true)
                .row(midnightInBerlin.plusSeconds(60), null, null, null)
                .build();
        Report report = new Report(
                "Times",
                midnightInBerlin,
                ZoneId.of("Europe/Berlin"),
                List.of(),
                List.of(new Section("times", "", "", "", List.of(Figure.of("", "", table)))));
        StringWriter page = new StringWriter();
        report.writeTo(page);
        String[] told = {
            "As of 2 January 2024, 00:00",
            ">2024-01-02</th>",
            ">2024-01-02 00:01</th>",
            ">3 days</td>",
            ">yes</td>",
            ">–</td>",
            "Times are in Europe/Berlin."
        };
        assertThat(heldBy(page.toString(), told)).containsExactly(told);
    }

    @Test
    void namesInSnakeCaseBecomeWordsAndOthersStay() {
        assertThat(Cells.words("median_hours")).isEqualTo("Median hours");
        assertThat(Cells.words("P(alive) in %")).isEqualTo("P(alive) in %");
        assertThat(Cells.words("share who bought (%)")).isEqualTo("Share who bought (%)");
        assertThat(Cells.words("")).isEmpty();
    }

    @Test
    void everyChartIsDescribedByItsOwnNumbers() throws IOException {
        assertThat(found(
                        written(SampleReport.of(Names.byId())),
                        "aria-label=\"([^\"]*The table below has all figures.)\""))
                .contains("Bar chart of Contacts, Answers by Channel, 4 rows. Contacts from 4,210 to 18,402."
                        + " Answers from 310 to 8,740. The table below has all figures.")
                .anyMatch(
                        label -> label.startsWith(
                                "Heat map of Share who buy, 12 rows by First purchase and 12 columns by Months since the first purchase"));
    }

    @Test
    void whatIsUndefinedEverywhereIsATableAndNoChart() {
        Table table =
                Table.builder().column("x").column("y").row("a", Double.NaN).build();
        for (Chart chart : List.of(
                Chart.bars("x", "y"),
                Chart.stackedBars("x", "y"),
                Chart.lines("x", Chart.Line.of("y")),
                Chart.heatMap("x", List.of("y"), "", ""),
                Chart.points("y", "y"),
                Chart.histogram("y", "y", "y", ""),
                Chart.path("y", "y", "x"))) {
            assertThat(new FigureHtml("f1", new Figure("", "", table, Optional.of(chart)), ZoneOffset.UTC).data())
                    .as("%s", chart)
                    .isEmpty();
        }
    }

    /** Which of some texts a page has; the page itself is too long to be told. */
    private static List<String> heldBy(String page, String... texts) {
        return Stream.of(texts).filter(page::contains).toList();
    }

    private static String withoutScripts(String page) {
        return Pattern.compile("<script>.*?</script>", Pattern.DOTALL)
                .matcher(page)
                .replaceAll("");
    }

    private static String written(Report report) throws IOException {
        StringWriter page = new StringWriter();
        report.writeTo(page);
        return page.toString();
    }
}
