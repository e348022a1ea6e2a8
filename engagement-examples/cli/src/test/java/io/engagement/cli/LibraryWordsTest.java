package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Who types commands is told of options and files, and of no method or type of the library. */
class LibraryWordsTest {
    private static final Path CORE = Path.of("..", "..", "engagement-core", "src", "main", "java");
    private static final Path HERE = Path.of("src", "main", "java");
    private static final Path CONNECT = Path.of("..", "connect", "src", "main", "java");

    /** In the order in which code is read: a text block, a text, a comment. */
    private static final Pattern TEXTS = Pattern.compile(
            "\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"|/\\*.*?\\*/|//[^\\n]*|'(?:\\\\.|[^'])'", Pattern.DOTALL);

    private static final Pattern METHOD =
            Pattern.compile("\\bwith[A-Z]\\w*|\\b[a-z]\\w*\\(\\)|\\b[A-Z]\\w*\\.[a-z]\\w*\\(?");

    /** The words themselves, and what no command can lead to: own code, own families of models, live stores, tables in parts, conflicts of ids. */
    private static final Set<String> UNREACHED = Set.of(
            "LibraryWords",
            "Extra",
            "CompositeText",
            "OwnCode",
            "ContactGate",
            "Feed",
            "Snapshots",
            "StoreClock",
            "States",
            "LogAssembly",
            "EngagementRules",
            "CovariateFamily",
            "CovariateFit",
            "TimeVaryingFit",
            "ProbabilityForecasts",
            "MeasureState",
            "Motive",
            "KnownColumns",
            "PurchaseTimes",
            "Explainer",
            "Seal");

    /** A text of the code, those that are added to each other as one. */
    private record Literal(String file, String text) {}

    private static List<Literal> literals(Path root) {
        List<Literal> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                literals(Files.readString(file)).forEach(text -> all.add(new Literal(name, text)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static List<String> literals(String code) {
        List<String> all = new ArrayList<>();
        int end = -1;
        for (MatchResult match : TEXTS.matcher(code).results().toList()) {
            String text = match.group(2) == null ? match.group(1) : match.group(2);
            if (text == null) {
                continue;
            }
            boolean goesOn = end >= 0 && code.substring(end, match.start()).matches("\\s*\\+\\s*");
            if (goesOn) {
                all.set(all.size() - 1, all.get(all.size() - 1) + text);
            } else {
                all.add(text);
            }
            end = match.end();
        }
        return all;
    }

    private static Set<String> named(Path root) {
        return literals(root).stream()
                .filter(each -> each.text.contains(" ") && !UNREACHED.contains(each.file))
                .flatMap(each -> METHOD.matcher(LibraryWords.translated(
                                each.text.replace("withStatedLimitsUpTo(", "withStatedLimitsUpTo(1)")))
                        .results()
                        .map(match -> each.file + ": " + match.group()))
                .collect(Collectors.toSet());
    }

    @Test
    void noMessageOfTheLibraryNamesAMethodByTheTimeItIsTold() {
        assertThat(named(CORE)).isEmpty();
    }

    @Test
    void noMessageOfACommandNamesAMethod() {
        assertThat(named(HERE)).isEqualTo(Set.of("InputFile: MM.yyyy"));
    }

    @Test
    void noMessageOfWhatReadsFilesNamesAMethod() {
        assertThat(named(CONNECT)).isEqualTo(Set.of("TimeFormat: MM.yyyy"));
    }

    @Test
    void noHelpNamesAMethod() {
        CommandLine all = Main.commandLine(Run.CLOCK);
        Stream.concat(
                        all.getSubcommands().values().stream(),
                        Objects.requireNonNull(all.getSubcommands().get("experiment"))
                                .getSubcommands()
                                .values()
                                .stream())
                .forEach(command -> assertThat(command.getUsageMessage().replace("MM.yyyy", ""))
                        .as(command.getCommandName())
                        .doesNotContainPattern(METHOD));
    }

    @Test
    void messagesAreTranslatedWhereverTheyAreTold() {
        assertThat(LibraryWords.translated("limit must be at most 12, was 40: take a policy withStatedLimitsUpTo(40)"))
                .isEqualTo("limit must be at most 12, was 40: write 'stated-limits 40' into the file of --policy");
        assertThat(LibraryWords.translated("column 'withChannels' is not there"))
                .isEqualTo("column 'withChannels' is not there");
    }
}
