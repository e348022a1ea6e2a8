package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.connect.Mapping;
import io.engagement.testkit.run.SecondJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the guide show is what compiles, runs and is there. */
class GuideTest {
    private static final Path CORE = Page.ROOT.resolve("engagement-core/src/main/java");
    private static final Path OWN = Path.of("../custom-scorer");
    private static final Pattern PROGRAM =
            Pattern.compile("public class (\\w+) \\{\n(?:    static .*;.*\n|\n)*    public static void main");

    static Stream<Page> pages() throws IOException {
        return Page.all().stream();
    }

    /** In a project of its own: a file and the library. */
    @ParameterizedTest
    @MethodSource("pages")
    void aProgramRunsAsPastedAndPrintsWhatStandsBelowIt(Page page, @TempDir Path folder) throws IOException {
        List<Page.Block> blocks = page.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Matcher program = PROGRAM.matcher(blocks.get(i).code());
            if (program.find()) {
                Path source = Files.writeString(
                        folder.resolve(program.group(1) + ".java"),
                        blocks.get(i).code());
                String printed = SecondJvm.run(
                        List.of(SecondJvm.java(), "-cp", System.getProperty("java.class.path"), source.toString()));
                assertThat(blocks.get(i + 1).language()).isEmpty();
                assertThat(printed).isEqualTo(blocks.get(i + 1).code());
            }
        }
    }

    @Test
    void theReadmeBeginsWithAProgram() throws IOException {
        Page readme = Page.read(Page.ROOT.resolve("README.md"));
        assertThat(readme.blocks().stream().filter(block -> block.language().equals("java")))
                .singleElement()
                .matches(block -> PROGRAM.matcher(block.code()).find());
    }

    /** Code that is no program is the code of {@link MarkedCode} between marks, or lines of the project {@code custom-scorer}. */
    @Test
    void allOtherCodeIsCodeThatIsTested() throws IOException {
        List<String> shown = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                if (block.language().equals("java")
                        && !PROGRAM.matcher(block.code()).find()) {
                    shown.add(block.code());
                }
            }
        }
        List<String> marked = MarkedCode.all();
        assertThat(shown).hasSizeGreaterThan(30).containsAll(marked);
        shown.removeAll(marked);
        String project = project();
        assertThat(shown).allSatisfy(code -> assertThat(project).contains("\n" + code));
    }

    private static String project() throws IOException {
        try (Stream<Path> files = Files.walk(OWN.resolve("src"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".java")).toList()) {
                all.append('\n').append(Files.readString(file));
            }
            return all.toString();
        }
    }

    /** Of each file of the project {@code custom-scorer}: without imports and comments, and not above fifty. */
    @Test
    void theLinesOfOwnCodeAreAsMany() throws IOException {
        List<String> told = new ArrayList<>();
        Matcher row = Pattern.compile("\\]\\((src/main/\\S+\\.java)\\) \\| (\\d+) \\|")
                .matcher(Files.readString(OWN.resolve("README.md")));
        while (row.find()) {
            told.add(row.group(1));
            String code = Files.readString(OWN.resolve(row.group(1))).replaceAll("(?s)/\\*.*?\\*/", "");
            assertThat(code.lines()
                            .filter(line -> !line.matches("\\s*(//.*|(import|package) .*)?"))
                            .count())
                    .as(row.group(1))
                    .isEqualTo(Integer.parseInt(row.group(2)))
                    .isLessThanOrEqualTo(50);
        }
        try (Stream<Path> files = Files.list(OWN.resolve("src/main/java/com/example/crm"))) {
            assertThat(told).hasSize((int) files.count());
        }
    }

    @Test
    void everyChapterIsInTheListOfChapters() throws IOException {
        String list = Files.readString(Path.of("README.md"));
        Page.all().stream()
                .filter(page -> page.path().getParent() == null && !page.path().endsWith("README.md"))
                .forEach(page -> assertThat(list).contains("](" + page.path() + ")"));
    }

    /** With the files that each joins. */
    @Test
    void theTableOfPresetsIsThatOfThePresets() throws IOException {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("presets.md"))) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("| `")) {
                table.put(cells[1].strip(), all("`(.*?)`", cells[3]));
            }
        }
        Map<String, Set<String>> presets = new LinkedHashMap<>();
        for (String preset : Mapping.presets()) {
            String beside = "(?m)^(?:file|merged-customers) = \"(?:.*=)?(.*)\"$";
            presets.put("`" + preset + "`", all(beside, Mapping.presetText(preset)));
        }
        assertThat(table).isEqualTo(presets).containsExactlyEntriesOf(presets);
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** The rule stands once, in the Javadoc of Initiator, and is copied. */
    @Test
    void theTableOfInitiatorsIsThatOfTheJavadoc() throws IOException {
        String javadoc = Files.readString(CORE.resolve("io/engagement/domain/Initiator.java"));
        List<String> rows = Pattern.compile("<tr><t[hd]>(.*?)</t[hd]></tr>", Pattern.DOTALL)
                .matcher(javadoc)
                .results()
                .map(row -> "| " + cells(row.group(1)) + " |")
                .toList();
        assertThat(rows).hasSize(7);
        assertThat(Files.readString(Path.of("meaning.md")).lines().toList()).containsAll(rows);
    }

    private static String cells(String row) {
        return row.replaceAll("\\s*\n \\* +", " ")
                .replaceAll("</t[hd]><t[hd]>", " | ")
                .replaceAll("\\{@code (\\w+)}", "`$1`");
    }

    /** What the Javadoc of the module shows first are the README's lines. */
    @Test
    void theJavadocsOverviewShowsTheReadmesProgram() throws IOException {
        String module = Files.readString(CORE.resolve("module-info.java"));
        Matcher first = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL)
                .matcher(module);
        assertThat(first.find()).isTrue();
        String program = Page.read(Page.ROOT.resolve("README.md")).blocks().stream()
                .filter(block -> block.language().equals("java"))
                .map(Page.Block::code)
                .collect(Collectors.joining());
        List<String> lines = first.group(1)
                .lines()
                .map(line -> line.replaceFirst("^ \\* ?", "").strip())
                .toList();
        assertThat(lines).hasSizeGreaterThan(7);
        assertThat(program.lines().map(String::strip).toList()).containsAll(lines);
    }
}
