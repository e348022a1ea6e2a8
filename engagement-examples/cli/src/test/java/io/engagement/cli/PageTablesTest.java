package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.FullRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of pages, each by itself. */
class PageTablesTest {
    @TempDir
    private Path folder = Path.of("");

    /** Those that take no second; in the full form all. */
    private static final Set<String> QUICK =
            Set.of("policy", "lifecycle", "journey", "hazard", "panel", "experiment read");

    /** Every list of objects in the JSON of every command that has tables, with the same cells in JSON lines. */
    @Test
    void everyTableOfAPageHasTheCellsThatItHasInJson() {
        Map<String, Integer> compared = new TreeMap<>();
        for (Invocations.Invocation each : Invocations.in(folder).all()) {
            boolean isTried = FullRun.isOn() || QUICK.contains(each.name());
            if (!isTried || each.line().getCommandSpec().findOption("--table") == null) {
                continue;
            }
            String known = refusal(each.with("--table", "nosuch").run());
            if (known.contains("this page has no tables")) {
                continue;
            }
            Map<String, Object> page = each.with("--json").run().json();
            for (String name : known.substring(known.indexOf("there are ") + 10).split(", ", -1)) {
                Run run = each.with("--table", name).with("--format", "jsonl").run();
                assertThat(run.exitCode())
                        .as("%s %s: %s", each, name, run.err())
                        .isZero();
                List<Object> rows = run.lines().stream()
                        .map(line -> (Object) ParsedJson.object(line))
                        .toList();
                assertThat(page).as(each.toString()).containsKey(name);
                if (page.get(name) instanceof List<?> list) {
                    assertThat(rows).as("%s %s", each, name).isEqualTo(list);
                    compared.merge(each.name(), 1, Integer::sum);
                }
            }
        }
        assertThat(compared).hasSizeGreaterThan(FullRun.pick(12, 4)).containsEntry("lifecycle", 4);
    }

    private static String refusal(Run run) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        return run.err()
                .lines()
                .filter(line -> line.startsWith("engagement: --table"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTableGoesToAFileAndItsIdsAreHarmlessUnlessTheyAreToBeJoinedBack() {
        Path base = Run.file(
                folder, "base.csv", "customer_id,at,purpose\n=1,2026-01-05,PURCHASE\n0042,2026-02-05,PURCHASE\n");
        Path out = folder.resolve("who.csv");
        String[] words = {
            "policy",
            "--channel",
            "email",
            "--purpose",
            "OFFER",
            "--table",
            "decisions",
            "--out",
            out.toString(),
            "--input",
            base.toString()
        };
        Run run = Run.of(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("note: 1 text of column customer is written changed", "wrote " + out);
        assertThat(out).content().contains("\n'=1,", "\n0042,");
        Run.of(insert(words, "--raw"));
        assertThat(out).content().contains("\n=1,");
        Run.of(insert(words, "--excel"));
        assertThat(out).content(StandardCharsets.UTF_8).contains("\n'=1;", "\n\"=\"\"0042\"\"\";");
    }

    private static List<String> insert(String[] words, String option) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(1, option);
        return all;
    }

    @Test
    void optionsOfATableWithoutOneAreRefused() {
        Path base = Run.file(folder, "base.csv", "customer_id,at,purpose\na,2026-01-05,PURCHASE\n");
        for (String option : List.of("--out=x", "--format=jsonl", "--excel", "--digits=3", "--raw")) {
            Run run = Run.of("lifecycle", option, "--input", base.toString());
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains(option.replaceAll("=.*", "") + " is of one table: name it with --table");
        }
        Run both = Run.of("lifecycle", "--json", "--table", "rfm", "--input", base.toString());
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--json prints the page and --table one table of it: leave out one of them");
    }
}
