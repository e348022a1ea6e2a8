package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.cli.Main;
import io.engagement.connect.Field;
import io.engagement.connect.Mapping;
import io.engagement.connect.Origin;
import io.engagement.connect.Reading;
import io.engagement.connect.Sources;
import io.engagement.connect.Strictness;
import io.engagement.domain.Interaction;
import io.engagement.history.CustomerHistory;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.testkit.run.SecondJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the page on mappings give the interactions that stand below them. */
class MappingsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder = Path.of("");

    private List<String> results = List.of();
    private List<String> commands = List.of();

    @BeforeEach
    void filesOfThePage() throws IOException {
        Page page = Page.read(Path.of("mappings.md"));
        List<String> tables = blocks(page, "csv");
        List<String> mappings = blocks(page, "toml");
        List<String> names = List.of("comments.csv", "tickets.csv", "users.csv", "orders.csv");
        assertThat(tables).hasSameSizeAs(names);
        for (int i = 0; i < names.size(); i++) {
            Files.writeString(folder.resolve(names.get(i)), tables.get(i));
        }
        assertThat(mappings).hasSize(2);
        Files.writeString(folder.resolve("comments.toml"), mappings.get(0));
        Files.writeString(folder.resolve("returns.toml"), mappings.get(1));
        results = blocks(page, "text");
        commands = blocks(page, "sh");
        assertThat(results).hasSize(2);
        assertThat(commands).hasSize(2);
    }

    private static List<String> blocks(Page page, String language) {
        return page.blocks().stream()
                .filter(block -> block.language().equals(language))
                .map(Page.Block::code)
                .toList();
    }

    private void add(Reading reading, String file, Mapping mapping) {
        reading.add(Sources.of(folder.resolve(file), mapping.layout()), mapping, rows -> {});
    }

    private static String interactions(Reading reading) {
        InteractionLog log = reading.load(Strictness.allowing(0), report -> {});
        LogView view = log.asOf(CLOCK.instant());
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            CustomerHistory history = view.history(view.customerId(row)).orElseThrow();
            history.interactions().forEach(each -> lines.add(line(each)));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Interaction each) {
        String value = each.value().isPresent() ? " " + each.value().getAsDouble() : "";
        return each.customerId() + " " + each.at() + " " + each.purpose() + " "
                + each.kind().direction() + " " + each.initiator() + value;
    }

    @Test
    void commentsLeadOverTicketsToRequesters() {
        Reading reading = Reading.under(CLOCK);
        add(reading, "comments.csv", Mapping.read(folder.resolve("comments.toml")));
        assertThat(interactions(reading)).isEqualTo(results.get(0));
    }

    @Test
    void refundsInAColumnOfTheirOwnAreReturns() {
        Reading reading = Reading.under(CLOCK);
        Mapping purchases = Mapping.builder()
                .map(Field.AT, Origin.column("day"))
                .map(Field.VALUE, Origin.column("paid"))
                .map(Field.ID, Origin.column("order"))
                .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                .map(Field.INITIATOR, Origin.constant("CUSTOMER"))
                .build();
        add(reading, "orders.csv", purchases);
        add(reading, "orders.csv", Mapping.read(folder.resolve("returns.toml")));
        assertThat(interactions(reading)).isEqualTo(results.get(1));
    }

    @Test
    void itsCommandsRun() throws IOException {
        for (String command : commands) {
            String[] words = Arrays.stream(command.strip().split(" ")).skip(1).toArray(String[]::new);
            Process process = new ProcessBuilder(
                            SecondJvm.command(List.of("-XX:TieredStopAtLevel=1"), Main.class, words))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.onExit().join().exitValue()).as(printed).isZero();
        }
    }
}
