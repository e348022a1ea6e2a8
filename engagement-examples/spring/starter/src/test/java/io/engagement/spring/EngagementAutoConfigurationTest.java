package io.engagement.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.live.Arrival;
import io.engagement.live.LiveStore;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.strategy.policy.ContactPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What an application gets that has the starter and a scorer. */
class EngagementAutoConfigurationTest {
    private final Path folder;
    private final ApplicationContextRunner bare =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(EngagementAutoConfiguration.class));
    private final ApplicationContextRunner runner = bare.withUserConfiguration(TestScorers.class);

    EngagementAutoConfigurationTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static LiveScores scores(ApplicationContext context) {
        return context.getBean(LiveScores.class);
    }

    private ApplicationContextRunner kept() {
        return runner.withPropertyValues("engagement.snapshot.file=" + folder.resolve("store.live"));
    }

    @Test
    void aScorerIsEnough() {
        runner.run(context -> {
            assertThat(scores(context).add(TestScorers.event("c1", "e1"))).contains(Arrival.TAKEN);
            assertThat(scores(context).score("c1").orElseThrow().table().get(0, "contacts"))
                    .isEqualTo(1);
        });
    }

    @Test
    void anIdCountsOnceForAWeek() {
        runner.run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            assertThat(scores(context).add(TestScorers.event("c1", "e1"))).contains(Arrival.DUPLICATE);
        });
    }

    @Test
    void modelsOfAFileScore() throws IOException {
        Simulation simulation = Simulation.withDefaults().withCustomers(200);
        Path file = folder.resolve("setup.txt");
        Files.writeString(
                file, ScoringSetup.fit(simulation.log().asOf(simulation.end())).toText());
        bare.withPropertyValues("engagement.setup=" + file).run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            assertThat(scores(context).score("c1").orElseThrow().table().names())
                    .contains("engagement", "momentum");
        });
    }

    @Test
    void withoutAnythingToScoreByItDoesNotStart() {
        bare.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(EngagementStartException.class)
                .hasMessage(
                        "engagement.setup must name a file of fitted models, and is not set; nor is there a bean of type"
                                + " ScoringSetup or Scorer: there is nothing to score by"));
    }

    @Test
    void aFileThatIsNoSetupIsNamed() {
        bare.withPropertyValues("engagement.setup=" + folder.resolve("none")).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining(
                        "engagement.setup must be a file that the library wrote, was " + folder.resolve("none")));
    }

    @Test
    void eachBeanGivesWay() {
        LiveStore own = LiveStore.of(new TestScorers().contacts())
                .withMeasures(ContactPolicy.standard().measures().toArray(Measure[]::new))
                .open();
        runner.withBean(LiveStore.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(LiveStore.class);
            scores(context).add(TestScorers.event("c1", "e1"));
            assertThat(own.report().taken()).isEqualTo(1);
        });
    }

    @Test
    void aCustomizerChangesTheStore() {
        runner.withBean(
                        LiveStoreCustomizer.class,
                        () -> builder -> builder.withMeasures(Measure.given("mood", Measure.Unit.NUMBER)))
                .run(context -> context.getBean(LiveStore.class).give("c1", "mood", 3));
    }

    @Test
    void twoScorersBothScore() {
        runner.withBean(
                        "twice",
                        Scorer.class,
                        () -> Scorer.of("twice", Scale.COUNT, Measure.count(Filter.all()), count -> 2 * count))
                .run(context -> {
                    scores(context).add(TestScorers.event("c1", "e1"));
                    assertThat(scores(context).score("c1").orElseThrow().table().names())
                            .containsExactlyInAnyOrder("contacts", "twice");
                });
    }

    @Test
    void metersSayWhatTheStoreReports() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            scores(context).add(TestScorers.event("c1", "e1"));
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            LiveStoreMeters meters = new LiveStoreMeters(context.getBean(LiveStore.class));
            meters.bindTo(registry);
            assertThat(registry.get("engagement.customers").gauge().value()).isEqualTo(1);
            assertThat(registry.get("engagement.interactions")
                            .tag("arrival", "taken")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("engagement.interactions")
                            .tag("arrival", "duplicate")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(context).hasSingleBean(LiveStoreMeters.class);
        });
    }

    @Test
    void withoutMicrometersMetersAndHealthItStarts() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer.core", "org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("engagementMeters"));
    }

    @Test
    void whatIsDoneIsObserved() {
        TestObservationRegistry observed = TestObservationRegistry.create();
        kept().withBean(TestObservationRegistry.class, () -> observed).run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            scores(context).score("c1");
            scores(context).erase("c1");
            for (String name :
                    new String[] {"engagement.add", "engagement.score", "engagement.erase", "engagement.snapshot"}) {
                TestObservationRegistryAssert.assertThat(observed)
                        .hasObservationWithNameEqualTo(name)
                        .that()
                        .hasBeenStopped();
            }
        });
    }

    @Test
    void whatCameIsThereAfterARestart() {
        kept().run(context -> scores(context).add(TestScorers.event("c1", "e1")));
        kept().run(context -> {
            assertThat(scores(context).score("c1")).isPresent();
            assertThat(scores(context).add(TestScorers.event("c1", "e1"))).contains(Arrival.DUPLICATE);
        });
    }

    @Test
    void aDamagedSnapshotIsNotTakenForNone() throws IOException {
        kept().run(context -> scores(context).add(TestScorers.event("c1", "e1")));
        Path file = folder.resolve("store.live");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        kept().run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(EngagementStartException.class)
                .hasMessageStartingWith("engagement.snapshot.file " + file + " cannot be restored: "));
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAtTheStart() {
        runner.withPropertyValues("engagement.snapshot.file=" + folder.resolve("none/store.live"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("engagement.snapshot.file must lie in a folder that can be written, was "
                                + folder.resolve("none/store.live")));
    }

    @Test
    void aKeySealsTheSnapshot() {
        String key = "engagement.snapshot.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        kept().withPropertyValues(key).run(context -> scores(context).add(TestScorers.event("c1", "e1")));
        kept().run(context -> assertThat(context).hasFailed());
        kept().withPropertyValues(key)
                .run(context -> assertThat(scores(context).score("c1")).isPresent());
    }

    @Test
    void aShortKeyIsRefused() {
        kept().withPropertyValues("engagement.snapshot.key=YWJj").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("key must have at least 16 bytes"));
    }

    @Test
    void healthIsDownWhileASnapshotCannotBeWritten() {
        kept().run(context -> {
            LiveStoreHealth health = context.getBean(LiveStoreHealth.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            Files.createDirectory(folder.resolve("store.live"));
            context.getBean(StoreSnapshots.class).tryToWrite();
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            Files.delete(folder.resolve("store.live"));
            context.getBean(StoreSnapshots.class).tryToWrite();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void whatChangedIsToldSinceTheLastMark() {
        runner.withPropertyValues("engagement.changes.every=0").run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            context.getBean(ScoreMarks.class).mark();
            scores(context).add(TestScorers.event("c1", "e2"));
            scores(context).add(TestScorers.event("c2", "e3"));
            CurrentScores now = scores(context).score("c1").orElseThrow();
            assertThat(now.change("contacts").orElseThrow().before()).isEqualTo(1);
            assertThat(now.change("contacts").orElseThrow().now()).isEqualTo(2);
            assertThat(scores(context).score("c2").orElseThrow().change("contacts"))
                    .as("not known then")
                    .isEqualTo(Optional.empty());
        });
    }
}
