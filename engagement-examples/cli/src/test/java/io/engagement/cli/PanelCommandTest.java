package io.engagement.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String file(String text) throws IOException {
        Path file = folder.resolve("panel.csv");
        Files.writeString(file, text);
        return file.toString();
    }

    /** Units 0 to 299 have a rise of 3 from week 20 on, the others none. */
    private static String weeks(double rise) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder("unit,period,group,outcome\n");
        for (int unit = 0; unit < 900; unit++) {
            for (int week = 1; week <= 26; week++) {
                double spend = random.nextInt(20) + (unit < 300 && week >= 20 ? rise : 0);
                text.append("u" + unit + "," + week + "," + (unit < 300 ? "20" : "0") + "," + spend + "\n");
            }
        }
        return text.toString();
    }

    @Test
    void theExampleOfDidIsAsItsPackagePrintsIt() {
        String mpdta = Run.shared("mpdta/mpdta.csv");
        String[] words = {
            "panel", "--unit", "countyreal", "--period", "year", "--group", "first.treat", "--outcome", "lemp"
        };
        Run text = Run.of(with(words, mpdta));
        assertThat(text.out())
                .contains("2004   2006    2        -0.1373", "p 0.16812", "all   -0.07724         0.01996");

        Map<String, Object> json = Run.of(with(words, "--json", mpdta)).json();
        assertThat(number(object(requireNonNull(json.get("pretest"))), "p_value"))
                .isCloseTo(0.1681224949238772, within(1e-8));
        assertThat((List<?>) json.get("effects")).hasSize(12);
        assertThat(number(ParsedJson.rows(json, "overall").get(0), "effect"))
                .isCloseTo(-0.07723982145731514, within(1e-10));
    }

    private static String[] with(String[] words, String... more) {
        return Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static double number(Map<String, Object> object, String key) {
        return Double.parseDouble(String.valueOf(object.get(key)));
    }

    @Test
    void aWindowIsClaimedOrTheDoubtsAreTold() throws IOException {
        Map<String, Object> json = Run.of("panel", "--window", "short=0..5", "--json", file(weeks(3)))
                .json();
        Map<String, Object> window = ParsedJson.rows(json, "windows").get(0);
        assertThat(window).containsEntry("says", "more").containsEntry("doubts", "");
        assertThat(number(window, "effect")).isCloseTo(3, within(0.6));
        assertThat(ParsedJson.rows(json, "overlap").get(0)).containsEntry("good", "yes");

        String text = Run.of("panel", "--window", "short=0..5", file(weeks(0))).out();
        assertThat(text).contains("What may be claimed", "nothing clear; credible, on 300 of 300 contacted customers");
    }

    /** The same with the outcome again, and with one that is always the same. */
    private static String withUnrelated(double rise) {
        return weeks(rise)
                .lines()
                .map(line -> line.contains("unit")
                        ? line + ",moved,still"
                        : line + line.substring(line.lastIndexOf(',')) + "," + line.charAt(1))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void anOutcomeThatTheContactCannotChangeMustNotMove() throws IOException {
        String file = file(withUnrelated(3));
        Map<String, Object> moved = Run.of(
                        "panel", "--window", "short=0..5", "--unrelated", "still,moved", "--json", file)
                .json();
        Map<String, Object> still = Run.of("panel", "--window", "short=0..5", "--unrelated", "still", "--json", file)
                .json();

        assertThat(ParsedJson.rows(moved, "windows").get(0))
                .containsEntry("says", "no causal claim")
                .containsEntry("doubts", "UNRELATED_MOVED");
        assertThat(ParsedJson.rows(still, "windows").get(0)).containsEntry("says", "more");
        assertThat(Run.of("panel", "--window", "short=0..5", "--unrelated", "weather", file)
                        .err())
                .contains("has no column 'weather'");
    }

    @Test
    void aWindowThatIsPartlySeenIsLeftOutUnlessToldOtherwise() throws IOException {
        String file = file(weeks(3));
        String[] words = {"panel", "--window", "long=0..9", "--json"};
        assertThat(ParsedJson.rows(Run.of(with(words, file)).json(), "windows").get(0))
                .containsEntry("doubts", "NOT_SEEN TOO_FEW");
        Map<String, Object> seen = ParsedJson.rows(
                        Run.of(with(words, "--partly-seen", file)).json(), "windows")
                .get(0);
        assertThat(number(seen, "effect")).isCloseTo(3, within(0.6));
    }

    @Test
    void levelsOfGroupsAreToldInBlocks() throws IOException {
        Map<String, Object> json =
                Run.of("panel", "--levels", "13", "--json", file(weeks(3))).json();
        List<Map<String, Object>> levels = ParsedJson.rows(json, "levels");

        assertThat(levels).hasSize(4);
        assertThat(levels.get(0))
                .containsEntry("group", "20")
                .containsEntry("from", "1")
                .containsEntry("to", "13");
        assertThat(number(levels.get(0), "mean")).isCloseTo(9.5, within(0.3));
        assertThat(levels.get(2)).containsEntry("group", "never");
        assertThat(Run.of("panel", "--levels", "99", file(weeks(0))).exitCode()).isEqualTo(2);
    }

    @Test
    void whatOnlyWindowsAskForIsRefusedWithoutOne() throws IOException {
        String file = file(weeks(0));
        for (String[] words : new String[][] {
            {"--partly-seen"}, {"--unrelated", "outcome"}, {"--step", "2"}, {"--trim", "0.1"}, {"--periods-before", "2"}
        }) {
            Run run = Run.of(with(with(new String[] {"panel"}, words), file));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains(words[0] + " has no effect without --window");
        }
    }

    @Test
    void aTrimAndPeriodsBeforeOutOfRangeAreNamedByTheirOptions() throws IOException {
        String file = file(weeks(0));
        assertThat(Run.of("panel", "--window", "short=0..5", "--periods-before", "0", file)
                        .err())
                .contains("--periods-before must be from 1 to 1000000, was 0");
        assertThat(Run.of("panel", "--window", "short=0..5", "--step", "0", file)
                        .err())
                .contains("--step must be from 1 to 1000000, was 0");
        assertThat(Run.of("panel", "--window", "short=0..5", "--trim", "0.7", file)
                        .err())
                .contains("--trim", "'0.7' is not a share from 0 to 0.5");
    }

    @Test
    void periodsThatAUnitLacksAreRefusedUnlessTheyAreZero() throws IOException {
        String file = file("unit,period,group,outcome\na,1,2,5\na,2,2,6\nb,1,,4\nc,2,0,1\n");
        Run refused = Run.of("panel", file);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("unit b has 1 of 2 periods");

        Map<String, Object> json = Run.of("panel", "--zeros", "--json", file).json();
        Map<String, Object> effect = ParsedJson.rows(json, "effects").get(0);
        assertThat(number(effect, "effect")).isEqualTo(1 - (-4 + 1) / 2.0);
    }

    @Test
    void ofTwoColumnsOfOneNameNoneIsTaken() throws IOException {
        Run run =
                Run.of("panel", file("unit,period,group,outcome,outcome\na,1,2,5,7\na,2,2,6,1\nb,1,,4,3\nb,2,,4,9\n"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("has more than one column 'outcome': give them different names");
    }

    @Test
    void messagesNameLineColumnAndWhatIsAllowed() throws IOException {
        assertThat(Run.of("panel", file("unit,period,group,outcome\na,1,2,5\na,x,2,6\n"))
                        .err())
                .contains("line 3", "column period: 'x'", "it takes a whole number");
        assertThat(Run.of("panel", file("unit,period,group,outcome\na,1,2,5\na,2,3,6\n"))
                        .err())
                .contains("line 3", "unit a has '2' and '3'");
        assertThat(Run.of("panel", file("unit,week,group,outcome\na,1,2,5\n")).err())
                .contains("has no column 'period'", "week");
        assertThat(Run.of("panel", file("unit,period,group,outcome\na,1,,5\na,2,,5\n"))
                        .err())
                .contains("no unit has a period before its first contact");
        assertThat(Run.of("panel", "--window", "short=1", file("")).exitCode()).isEqualTo(1);
        Run window = Run.of("panel", "--window", "short=x..2", file(""));
        assertThat(window.exitCode()).isEqualTo(2);
        assertThat(window.err()).contains("--window takes periods counted from the contact such as 0..5, was 'x..2'");
        assertThat(Run.of("panel", "--pretest", "-3..0", file("")).err()).contains("must end before the contact");
    }
}
