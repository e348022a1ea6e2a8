package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.print.PrintOptions;

/** The page as a reader's browser shows it. */
class BrowserTest {
    private static final Report SAMPLE = SampleReport.of(Names.byId());

    @TempDir
    static Path folder = Path.of("");

    private static Browser browser;
    private static Report simulated;

    @BeforeAll
    static void start() {
        browser = Browser.start(folder);
        simulated = simulated();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.scripts(true);
        browser.prefer("light");
        browser.width(1400);
        browser.open(SAMPLE);
    }

    @AfterEach
    void nothingFailedAndNothingForbiddenWasTried() {
        browser.assertSilent();
    }

    @Test
    void everyChartIsDrawn() {
        long charts = SAMPLE.sections().stream()
                        .flatMap(section -> section.figures().stream())
                        .filter(figure -> figure.chart().isPresent())
                        .count()
                - 1; // of which all is undefined
        assertThat(browser.run("return document.querySelectorAll('.chart').length"))
                .isEqualTo(charts);
        assertThat(drawn()).hasSize((int) charts).allSatisfy(chart -> assertThat(chart.get("paths"))
                .as("%s", chart)
                .isNotEqualTo(0L));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 768, 1600})
    void nothingIsWiderThanTheScreenWhateverItsWidth(int width) {
        browser.width(width);
        browser.settle();
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
        assertThat(drawn())
                .allSatisfy(
                        chart -> assertThat(chart.get("svg")).as("%s", chart).isEqualTo(chart.get("place")));
        assertThat(clippedTexts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1400})
    void thePageOfABaseIsDrawnWhole(int width) throws IOException {
        browser.width(width);
        browser.open(simulated);
        browser.settle();
        browser.picture("base-" + width);
        assertThat(drawn()).hasSizeGreaterThan(10).allSatisfy(chart -> assertThat(chart.get("paths"))
                .as("%s", chart)
                .isNotEqualTo(0L));
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
        assertThat(clippedTexts()).isEmpty();
        assertThat(violations()).isEmpty();
    }

    /** Only matrices, whose rows are compared across, go on to the right, within a region of their own. */
    @ParameterizedTest
    @CsvSource({"400, false", "400, true", "768, false", "1400, false", "1400, true"})
    void noTableIsCutWhateverTheWidth(int width, boolean isSample) {
        browser.width(width);
        browser.open(isSample ? SAMPLE : simulated);
        browser.perform("document.querySelectorAll('details').forEach(each => { each.open = true; })");
        browser.settle();
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
        assertThat(browser.texts("""
                return Array.from(document.querySelectorAll('.scroll'))
                  .filter(each => each.scrollWidth > each.clientWidth && !each.closest('figure').querySelector('.scale'))
                  .map(each => each.getAttribute('aria-label') + ': ' + each.scrollWidth + ' > ' + each.clientWidth)""")).isEmpty();
        assertThat(browser.texts("""
                return Array.from(document.querySelectorAll('table:not(.stack) :is(th, td)'))
                  .filter(each => /^[\\w-]{1,10}$/.test(each.textContent.trim()) && each.getClientRects().length === 1)
                  .filter(each => { const range = document.createRange(); range.selectNodeContents(each);
                    return range.getClientRects().length > 1; })
                  .map(each => each.textContent)""")).as("short words that are broken").isEmpty();
        assertThat(browser.texts("""
                return Array.from(document.querySelectorAll('.stack tbody :is(th, td)'))
                  .filter(each => !each.checkVisibility() || each.scrollWidth > each.clientWidth || !each.dataset.label)
                  .map(each => each.textContent)""")).isEmpty();
    }

    /** Whenever the time ends: on a month whose label stands at the end too. */
    @Test
    void noLabelOfATimeIsCut() {
        List<Figure> figures = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            Instant end = Instant.parse("1998-%02d-01T00:00:00Z".formatted(month));
            Table.Builder table = Table.builder().column("at").column("chance").column("event");
            for (int i = 18; i >= 0; i--) {
                table.row(end.minus(Duration.ofDays(30L * i)), (double) i, i % 6 == 0 ? "they began" : null);
            }
            figures.add(Figure.of("Path " + month, "One.", table.build(), Chart.path("at", "chance", "event")));
            figures.add(Figure.of("Line " + month, "One.", table.build(), Chart.lines("at", Chart.Line.of("chance"))));
        }
        browser.width(400);
        browser.open(new Report(
                "Times",
                SampleReport.AS_OF,
                ZoneOffset.UTC,
                List.of(),
                List.of(new Section("times", "Times", "", "", figures))));
        browser.settle();
        assertThat(drawn()).hasSize(24);
        assertThat(clippedTexts()).isEmpty();
        assertThat(browser.texts("""
                return Array.from(document.querySelectorAll('.chart svg')).flatMap(svg => {
                  const texts = Array.from(svg.querySelectorAll('text'), text => [text.textContent, text.getBoundingClientRect()]);
                  return texts.flatMap(([one, a]) => texts
                    .filter(([other, b]) => one !== other && Math.abs(a.top - b.top) < 4 && b.left >= a.left && b.left < a.right + 4)
                    .map(([other]) => svg.closest('figure').id + ': ' + one + other));
                })""")).as("labels that touch").isEmpty();
    }

    /** Numbers in order may be left out between others; names may not. */
    @Test
    void onAPhoneAHeatMapHasAllItsNames() {
        browser.width(400);
        browser.open(simulated);
        browser.settle();
        assertThat(browser.texts("""
                return Array.from(document.querySelectorAll('figure')).filter(each => each.querySelector('.scale')).flatMap(each => {
                  const texts = Array.from(each.querySelectorAll('svg text'), text => text.textContent);
                  const heads = Array.from(each.querySelectorAll('thead th'), head => head.textContent).slice(1);
                  const rows = Array.from(each.querySelectorAll('tbody th'), row => row.textContent);
                  return [...heads.filter(head => !/^\\W?\\d+$/.test(head) && head !== 'Customers' && !texts.includes(head)),
                      ...rows.filter(row => !row.split(' ').every(word => texts.join(' ').includes(word)))]
                    .map(name => each.querySelector('h3').textContent + ': ' + name);
                })""")).isEmpty();
    }

    @Test
    void aHistogramThatBeginsAtAnOddNumberHasItsAxisAtRoundOnes() {
        Table table = Table.builder()
                .column("from")
                .column("to")
                .column("customers")
                .row(3.7, 40.0, 5L)
                .row(40.0, 99.1, 7L)
                .build();
        Figure figure = Figure.of("Risk", "By bins.", table, Chart.histogram("from", "to", "customers", "Risk"));
        browser.open(new Report(
                "Odd",
                SampleReport.AS_OF,
                ZoneOffset.UTC,
                List.of(),
                List.of(new Section("odd", "Odd", "", "", List.of(figure)))));
        assertThat(texts("f1-chart")).contains("0", "20", "40", "60", "80").doesNotContain("3.7", "99.1");
    }

    /** Bins at both ends whose counts are hidden. */
    @Test
    void aHistogramIsAsWideAsAllItsBins() {
        Table table = Table.builder()
                .column("from")
                .column("to")
                .column("customers")
                .row(0.0, 20.0, null)
                .row(20.0, 40.0, 50L)
                .row(40.0, 60.0, 70L)
                .row(60.0, 80.0, 40L)
                .row(80.0, 100.0, null)
                .build();
        Figure figure = Figure.of("Risk", "By bins.", table, Chart.histogram("from", "to", "customers", "Risk"));
        browser.open(new Report(
                "Ends",
                SampleReport.AS_OF,
                ZoneOffset.UTC,
                List.of(),
                List.of(new Section("ends", "Ends", "", "", List.of(figure)))));
        assertThat(texts("f1-chart")).contains("0", "20", "40", "60", "80", "100");
    }

    private static Report simulated() {
        InteractionLog.Builder log = InteractionLog.builder();
        Simulation.withDefaults().withCustomers(150).interactions().forEach(log::add);
        LogView view = log.build().asOf(Instant.parse("2024-12-31T00:00:00Z"));
        return Analysis.of(view, ScoringSetup.fit(view)).report("A simulated base", Names.byId());
    }

    /** Of each chart: how wide its place and its drawing are, and how much is drawn. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> drawn() {
        return (List<Map<String, Object>>) browser.run("""
                return Array.from(document.querySelectorAll('.chart'), place => {
                  const svg = place.querySelector('svg');
                  return {id: place.id, place: place.clientWidth, svg: svg.clientWidth, paths: svg.querySelectorAll('path').length};
                })""");
    }

    /** Texts of charts that reach out of their drawing. */
    private static List<String> clippedTexts() {
        return browser.texts("""
                return Array.from(document.querySelectorAll('.chart svg')).flatMap(svg => {
                  const frame = svg.getBoundingClientRect();
                  return Array.from(svg.querySelectorAll('text')).filter(text => {
                    const box = text.getBoundingClientRect();
                    return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1
                      || box.top < frame.top - 1;
                  }).map(text => svg.parentElement.parentElement.id + ': ' + text.textContent);
                })""");
    }

    @ParameterizedTest
    @CsvSource({"1400, light", "1400, dark", "400, light", "400, dark"})
    void axeFindsNothing(int width, String theme) throws IOException {
        browser.prefer(theme);
        browser.width(width);
        browser.settle();
        browser.picture("sample-" + width + '-' + theme);
        browser.perform("document.querySelectorAll('details').forEach(each => { each.open = true; })");
        assertThat(violations()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> violations() throws IOException {
        try (InputStream axe = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            browser.perform(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) Objects.requireNonNull(browser.driver().executeAsyncScript("""
                const done = arguments[0];
                axe.run(document).then(found => done(found.violations.map(each =>
                  each.id + ': ' + each.help + ' at ' + each.nodes.map(node => node.html.slice(0, 200)).join(' | '))))"""));
    }

    @Test
    void aTooltipTellsTheTablesTexts() {
        pointAt("f1-chart", 0.25, 0.6);
        assertThat(texts("f1-chart")).contains("email", "Contacts   18,402", "Answers   2,120");
    }

    @Test
    void aCustomerCalledScriptStaysTextWhereverItIsPointedAt() {
        pointAt("f2-chart", SampleReport.SCRIPT);
        assertThat(texts("f2-chart")).contains(SampleReport.SCRIPT, "Customers   12");
        pointAt("f2-chart", "{b|bold} and {c");
        assertThat(texts("f2-chart").stream().map(text -> text.replace("\u200b", "")))
                .as("in the tooltip besides the axis")
                .containsSequence("{b|bold} and {c", "Customers   7");
        assertThat(browser.driver().getTitle()).isEqualTo(SAMPLE.title());
        assertThat(browser.driver().findElement(By.tagName("h1")).getText()).isEqualTo(SAMPLE.title());
        assertThat(browser.driver().findElements(By.xpath("//tbody//th")).stream()
                        .map(WebElement::getText)
                        .toList())
                .contains("</script><script>document.title='taken'</script>", "<!-- <script>", "\\u202egnp.exe");
    }

    /** In the middle of a chart, as high as a label of its axis. */
    private static void pointAt(String chart, String label) {
        pointAt(chart, 0.7, ((Number) browser.run("""
                const frame = document.getElementById(arguments[0]).getBoundingClientRect();
                const text = Array.from(document.querySelectorAll('#' + arguments[0] + ' svg text'))
                  .find(each => each.textContent === arguments[1]).getBoundingClientRect();
                return ((text.top + text.bottom) / 2 - frame.top) / frame.height""", chart, label)).doubleValue());
    }

    private static void pointAt(String chart, double right, double down) {
        WebElement place = browser.driver().findElement(By.id(chart));
        browser.perform("arguments[0].scrollIntoView({block: 'center'})", place);
        int width = place.getSize().getWidth();
        int height = place.getSize().getHeight();
        new Actions(browser.driver())
                .moveToElement(place, (int) (width * (right - 0.5)), (int) (height * (down - 0.5)))
                .perform();
        browser.settle();
    }

    private static List<String> texts(String chart) {
        return browser.texts(
                "return Array.from(document.querySelectorAll('#' + arguments[0] + ' svg text'), each => each.textContent)",
                chart);
    }

    @Test
    void theSwitchTurnsPageAndChartsDarkAndBack() {
        Object light = look();
        WebElement button = browser.driver().findElement(By.id("theme"));
        assertThat(button.getText()).isEqualTo("Dark theme");
        button.click();
        assertThat(button.getText()).isEqualTo("Light theme");
        assertThat(look()).isNotEqualTo(light);
        browser.picture("sample-switched");
        button.click();
        assertThat(look()).isEqualTo(light);
    }

    @Test
    void thePageIsDarkWhereTheSystemIs() {
        Object light = look();
        browser.prefer("dark");
        browser.settle();
        assertThat(look()).isNotEqualTo(light);
    }

    private static Object look() {
        return browser.run("""
                return [getComputedStyle(document.body).backgroundColor]
                  .concat(Array.from(document.querySelectorAll('#f1-chart path'), path => path.getAttribute('fill')))""");
    }

    @Test
    void theKeyboardReachesSwitchContentsAndTables() {
        press(Keys.TAB);
        assertThat(focused()).isEqualTo("Skip to the figures");
        press(Keys.TAB);
        assertThat(focused()).isEqualTo("Dark theme");
        for (int i = 0; i < SAMPLE.sections().size(); i++) {
            press(Keys.TAB);
            assertThat(focused()).isEqualTo(SAMPLE.sections().get(i).title());
        }
        press(Keys.TAB);
        assertThat(focused()).startsWith("Table");
        assertThat(isShown("f1")).isFalse();
        press(Keys.ENTER);
        assertThat(isShown("f1")).isTrue();
        press(Keys.TAB);
        assertThat(browser.run("return document.activeElement.getAttribute('aria-label')"))
                .isEqualTo("Table: Contacts and answers by channel");
    }

    private static void press(Keys key) {
        new Actions(browser.driver()).sendKeys(key).perform();
    }

    private static String focused() {
        return (String) browser.run("return document.activeElement.textContent.trim()");
    }

    private static boolean isShown(String figure) {
        return (boolean) browser.run(
                "return document.querySelector('#' + arguments[0] + ' table').checkVisibility()"
                        + " && document.querySelector('#' + arguments[0] + ' table').clientHeight > 0",
                figure);
    }

    @Test
    void printedItIsLightWithAllTablesOpen() throws IOException {
        browser.driver().findElement(By.id("theme")).click();
        Object dark = look();
        byte[] pdf = Base64.getDecoder()
                .decode(browser.driver().print(new PrintOptions()).getContent());
        browser.settle();
        if (!System.getProperty("engagement.shots", "").isEmpty()) {
            Browser.write(Path.of(System.getProperty("engagement.shots"), "sample.pdf"), pdf);
        }
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("18,402", "2022-07", "Months since the first purchase", SampleReport.SCRIPT);
            assertThat(text).doesNotContain("Light theme");
        }
        assertThat(look()).as("after printing as before").isEqualTo(dark);
        assertThat(isShown("f1")).isFalse();
    }

    @Test
    void withoutScriptsAllTablesAreThere() {
        browser.scripts(false);
        browser.open(SAMPLE);
        assertThat(browser.run(
                        "return Array.from(document.querySelectorAll('table')).every(each => each.clientHeight > 0)"))
                .isEqualTo(true);
        assertThat(browser.run("return Array.from(document.querySelectorAll('.chart, .axis, .keys, #theme'))"
                        + ".every(each => !each.checkVisibility())"))
                .isEqualTo(true);
        browser.picture("sample-no-script");
    }

    @Test
    void headingsComeInOrder() {
        List<String> levels =
                browser.texts("return Array.from(document.querySelectorAll('h1, h2, h3, h4'), each => each.tagName)");
        assertThat(levels.get(0)).isEqualTo("H1");
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i).charAt(1) - levels.get(i - 1).charAt(1)).isLessThanOrEqualTo(1);
        }
    }
}
