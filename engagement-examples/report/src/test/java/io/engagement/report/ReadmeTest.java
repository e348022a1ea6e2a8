package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says what there is. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** The code of the README, to the letter. */
    private static void write(InteractionLog log, LogView today, Path file) throws IOException {
        // README
        ScoringSetup setup =
                ScoringSetup.fit(today, FitChoices.usual().withBacktest(1)); // tried on the past: how sure scores are
        Report page = Analysis.of(today, setup)
                .withReading(Reading.of(log.loadReport()))
                .report("Our customers", Names.byId());
        try (Writer out = Files.newBufferedWriter(file)) {
            page.writeTo(out);
        }
        // README
    }

    @Test
    void theCodeWritesAPage(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("page.html");
        Simulation simulation = Simulation.withDefaults().withCustomers(120);
        write(simulation.log(), simulation.log().asOf(simulation.end()), file);
        assertThat(Files.readString(file).contains("<title>Our customers</title>"))
                .isTrue();

        Matcher code = JAVA.matcher(readme());
        assertThat(code.find()).isTrue();
        String own = Files.readString(Path.of("src/test/java/io/engagement/report/ReadmeTest.java"));
        assertThat(words(own.split("// README\\R", -1)[1])).isEqualTo(words(code.group(1)));
    }

    /** Whatever the formatter makes of its lines. */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void theTableHasAllSectionsInTheirOrder() throws IOException {
        List<String> rows = readme().lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| section"))
                .map(line -> line.split(" \\| ", -1)[0].substring(2))
                .toList();
        List<String> titles = Given.SIMULATED.get().report("All", Names.byId()).sections().stream()
                .map(section -> section.title().replaceFirst("^One customer: .*", "One customer"))
                .toList();
        assertThat(rows).isEqualTo(titles);
    }
}
