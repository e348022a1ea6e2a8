package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of the guide, pasted into the first program of a new project, as its page says. */
class PastedTest {
    private static final String PLACE = "        // paste here\n";
    /** Files of a project, and pieces of them, which are indented. */
    private static final Pattern FILE =
            Pattern.compile("(?m)^(public |final |abstract )*(class|record|interface) |\\A ");

    private static final Pattern NAME = Pattern.compile("symbol:\\s+(?:class|variable|interface) (\\w+)");
    private static final String BUILDER = "`InteractionLog.Builder`";
    private static final Pattern QUALIFIED = Pattern.compile("`((?:javax?|io)\\.(?:[a-z]\\w*\\.)+[A-Z]\\w*)`");

    /** The reader's own class, and what makes each piece fail, so that no class file is written. */
    private static final Set<String> OWN = Set.of("Order", "Missing");

    static Stream<Page> pages() throws IOException {
        return Page.all().stream();
    }

    private static String program() throws IOException {
        return Page.read(Path.of("start.md")).blocks().stream()
                .filter(block -> block.language().equals("java") && block.code().contains(PLACE))
                .findFirst()
                .orElseThrow()
                .code();
    }

    /** What javac finds wrong, in English. */
    private static List<String> errors(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-implicit:none",
                "-Xmaxerrs",
                "1000",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                System.getProperty("java.io.tmpdir"));
        compiler.getTask(null, null, found, options, null, List.of(new Source(source)))
                .call();
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(Locale.ENGLISH))
                .toList();
    }

    /** All of it, with a type that is missing on purpose, so that no class file is written. */
    private static List<String> errorsOf(Page page, String piece) throws IOException {
        String imports = QUALIFIED
                .matcher(page.text())
                .results()
                .map((MatchResult named) -> "import " + named.group(1) + ";\n")
                .distinct()
                .reduce("", String::concat);
        return errors(imports + program().replace(PLACE, piece));
    }

    /** Those of types come by the imports; those of values are the program's, or are told on their page. */
    @ParameterizedTest
    @MethodSource("pages")
    void allNamesAreTold(Page page) throws IOException {
        List<String> untold = new ArrayList<>();
        StringBuilder above = new StringBuilder();
        for (Page.Block block : page.blocks()) {
            if (block.language().equals("java") && !FILE.matcher(block.code()).find()) {
                List<String> errors = errorsOf(page, "{\n" + block.code() + "Missing missing;}\n");
                assertThat(errors).anyMatch(error -> error.contains("class Missing"));
                errors.stream()
                        .filter(error -> !isTold(error, page.text(), above.toString()))
                        .forEach(untold::add);
                above.append(block.code());
            }
        }
        assertThat(untold)
                .as(page + ": what neither start.md nor the page tells")
                .isEmpty();
    }

    private static boolean isTold(String error, String page, String above) {
        Matcher name = NAME.matcher(error);
        if (name.find()) {
            String told = name.group(1);
            return OWN.contains(told)
                    || page.contains("`" + told + "`")
                    || Pattern.compile("\\b" + told + " = ").matcher(above).find();
        }
        // A log that is being built is called as one that is built.
        return page.contains(BUILDER);
    }

    @Test
    void eachOfTheTwelveAnswersCompilesAsPasted() throws IOException {
        Page questions = Page.read(Path.of("questions.md"));
        assertThat(questions.blocks()).hasSize(12).allSatisfy(block -> assertThat(
                        errorsOf(questions, "{\n" + block.code() + "Missing missing;}\n"))
                .singleElement()
                .asString()
                .contains("class Missing"));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Tried.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
