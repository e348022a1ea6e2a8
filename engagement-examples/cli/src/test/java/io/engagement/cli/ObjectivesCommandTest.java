package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Initiator;
import io.engagement.domain.Registry;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.strategy.objective.BaseFigure;
import io.engagement.strategy.objective.Objective;
import io.engagement.strategy.objective.Objectives;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Will we reach what we aim at? */
class ObjectivesCommandTest {
    private static final Instant DUE = Instant.parse("2025-12-31T00:00:00Z");
    private static final Duration QUARTER = Duration.ofDays(90);

    @TempDir
    private Path folder = Path.of("");

    private String input = "";

    @BeforeEach
    void simulate() {
        input = folder.resolve("base.csv").toString();
        assertThat(Run.of("simulate", "--customers", "200", "--seed", "3", "--out", input)
                        .exitCode())
                .isZero();
    }

    private static Objective active(double share) {
        return Objective.atLeast(
                "active",
                BaseFigure.share(Measure.countWithin(Filter.ownInitiative(), QUARTER), BaseFigure.Side.AT_LEAST, 1),
                share,
                "Ada",
                DUE);
    }

    private static Objective sent() {
        return Objective.atMost(
                "sent",
                BaseFigure.mean(Measure.countWithin(Filter.initiatedBy(Initiator.COMPANY), QUARTER)),
                3,
                "Bo",
                DUE);
    }

    private Run run(Objectives objectives, String... words) {
        return run(objectives.toText(), words);
    }

    private Run run(String text, String... words) {
        String file = Run.file(folder, "aims.txt", text).toString();
        return Run.of(Stream.of(
                        List.of("objectives", "--objectives", file),
                        List.of(words),
                        List.of("--as-of", "2025-01-01", "--input", input))
                .flatMap(List::stream)
                .toList());
    }

    @Test
    void aPageTellsWhereEachStandsAndHowLikelyItIsToBeMet() {
        Run run = run(Objectives.of(active(0.9), sent()));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "Where objectives stand as of 2025-01-01T00:00:00Z\n---",
                        "active: Not met yet; at the present trend it will be met when due with a probability of ",
                        "sent: Not met yet; at the present trend",
                        "Customers on the wrong side, by who has most contact with them\n---",
                        "active, marketing: ")
                .doesNotContain("NaN");
    }

    @Test
    void theJsonHasTheHistoryAndEachCustomerOnTheWrongSide() {
        Map<String, Object> json =
                run(Objectives.of(active(0.9), sent()), "--json").json();

        Map<String, Object> active = rows(json, "objectives").get(0);
        assertThat(active)
                .containsEntry("objective", "active")
                .containsEntry("owner", "Ada")
                .containsEntry("met", false)
                .containsKeys("to_go", "projection", "lower_95", "upper_95", "probability", "verdict");
        assertThat((List<?>) active.get("history")).hasSize(6);
        double share = (Double) Objects.requireNonNull(active.get("value"));
        assertThat(rows(json, "violations"))
                .hasSize((int) Math.round(200 * (1 - share)))
                .allMatch(each -> "active".equals(each.get("objective")));
    }

    @Test
    void anObjectiveAboutAScoreIsLookedAtWithModelsThatAreFitted() {
        Objective risk = Objective.atMost("risk", BaseFigure.meanScore("retention_risk"), 0.3, "Bo", DUE);
        Run run = run(Objectives.of(risk), "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat((Double) rows(run.json(), "objectives").get(0).get("value")).isBetween(0.0, 1.0);
        assertThat(run(Objectives.of(active(0.5))).err()).doesNotContain("model of");
    }

    @Test
    void aScoreThatIsNotThereIsRefusedWithThoseThatAre() {
        Objective none = Objective.atMost("risk", BaseFigure.meanScore("risk"), 0.3, "Bo", DUE);
        Run run = run(Objectives.of(none));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("engagement: --objectives: there is no score 'risk'", "retention_risk");
    }

    @Test
    void theObjectivesOfTheHelpCanBeRead() {
        String help = Run.of("objectives", "--help").out();
        String text = help.substring(help.indexOf("  engagement objectives 1"))
                .lines()
                .takeWhile(line -> line.startsWith("  "))
                .map(String::strip)
                .reduce("", (all, line) -> all + line + "\n");

        assertThat(Objectives.read(text, Registry.empty()).all())
                .singleElement()
                .satisfies(each -> assertThat(each.figure())
                        .isEqualTo(
                                BaseFigure.mean(Measure.countWithin(Filter.initiatedBy(Initiator.COMPANY), QUARTER))));
        assertThat(run(text).exitCode()).isZero();
    }

    @Test
    void aFileThatHoldsNoObjectivesIsRefused() {
        Run other = run("customer_id,at\n");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("aims.txt of --objectives is no list of objectives that was saved as text: ");

        Run none =
                Run.of("objectives", "--objectives", folder.resolve("none.txt").toString(), "--input", input);
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("none.txt of --objectives\n");
        assertThat(Run.of("objectives", "--input", input).exitCode()).isEqualTo(2);
    }

    @Test
    void anEmptyBaseIsRefused() {
        input = Run.file(folder, "empty.csv", "customer_id,at,purpose\n").toString();

        assertThat(run(Objectives.of(active(0.5))).exitCode()).isEqualTo(1);
    }
}
