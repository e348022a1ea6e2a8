package io.engagement.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.live.Arrival;
import io.engagement.live.LiveStore;
import io.engagement.strategy.policy.ContactDecision;
import io.engagement.strategy.policy.ContactReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Who is erased is gone everywhere, and nothing but their consent brings them back. */
class ErasureTest {
    private final Path file;
    private final ApplicationContextRunner runner;

    ErasureTest(@TempDir Path folder) {
        file = folder.resolve("store.live");
        runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(EngagementAutoConfiguration.class))
                .withUserConfiguration(TestScorers.class)
                .withPropertyValues("engagement.snapshot.file=" + file, "engagement.changes.every=0");
    }

    private static LiveScores scores(ApplicationContext context) {
        return context.getBean(LiveScores.class);
    }

    @Test
    void theSnapshotDoesNotNameThemFromThenOn() {
        runner.run(context -> {
            scores(context).add(TestScorers.event("someone-long-enough", "e1"));
            context.getBean(StoreSnapshots.class).write();
            // Texts are UTF-16.
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains(utf16("someone-long-enough"));
            assertThat(scores(context).erase("someone-long-enough")).isTrue();
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain(utf16("someone-long-enough"));
            assertThat(Files.readString(file.resolveSibling("store.live.erased")))
                    .doesNotContain("someone");
        });
    }

    private static String utf16(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatIsSentAgainIsDroppedAlsoAfterARestart() {
        runner.run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            scores(context).erase("c1");
            assertThat(scores(context).add(TestScorers.event("c1", "e2"))).isEmpty();
        });
        runner.run(context -> {
            List<Optional<Arrival>> arrivals = scores(context)
                    .addAll(List.of(
                            TestScorers.event("c0", "e3"),
                            TestScorers.event("c1", "e4"),
                            TestScorers.event("c2", "e5")));
            assertThat(arrivals)
                    .containsExactly(Optional.of(Arrival.TAKEN), Optional.empty(), Optional.of(Arrival.TAKEN));
            assertThat(scores(context).know(Customer.of("c1"))).isFalse();
            assertThat(scores(context).score("c1")).isEmpty();
            assertThat(context.getBean(LiveStore.class).measures("c1")).isEmpty();
        });
    }

    @Test
    void aSnapshotOfBeforeDoesNotBringThemBack() {
        Path old = file.resolveSibling("old");
        runner.run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            context.getBean(StoreSnapshots.class).write();
            Files.copy(file, old);
            scores(context).erase("c1");
        });
        runner.withInitializer(context -> restoreOld(old))
                .run(context -> assertThat(scores(context).score("c1")).isEmpty());
    }

    private void restoreOld(Path old) {
        try {
            Files.copy(old, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void whatChangedDoesNotTellOfThem() {
        runner.run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            context.getBean(ScoreMarks.class).mark();
            scores(context).erase("c1");
            assertThat(context.getBean(ScoreMarks.class).at("c1")).isEmpty();
        });
    }

    @Test
    void whoWasErasedIsNotContacted() {
        runner.run(context -> {
            scores(context).erase("c1");
            assertThat(scores(context)
                            .mayContact("c1", Channel.EMAIL, Purpose.OFFER, Instant.now())
                            .map(ContactDecision::reason))
                    .contains(ContactReason.CONSENT);
        });
    }

    @Test
    void whoConsentsAgainIsKnownFromThenOnAndNotFromBefore() {
        runner.run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            scores(context).erase("c1");
            assertThat(scores(context).readmit("c1")).isTrue();
            Interaction before = TestScorers.event("c1", "e2");
            Interaction after =
                    Interaction.of("c1", Instant.now(), before.kind()).withId("e3");
            assertThat(scores(context).add(before)).isEmpty();
            assertThat(scores(context).add(after)).isPresent();
        });
        runner.run(context -> {
            assertThat(scores(context).add(TestScorers.event("c1", "e4")))
                    .as("after a restart too")
                    .isEmpty();
            assertThat(scores(context).score("c1")).isPresent();
            assertThat(scores(context).readmit("c1")).as("twice is once").isTrue();
            assertThat(scores(context).readmit("c2")).as("never erased").isFalse();
        });
    }

    @Test
    void whereTheSnapshotCannotBeWrittenItIsToldAndTheCustomerStaysGone() {
        runner.run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            Files.createDirectory(file);
            assertThatThrownBy(() -> scores(context).erase("c1")).isInstanceOf(IOException.class);
            assertThat(scores(context).score("c1")).isEmpty();
            assertThatThrownBy(() -> scores(context).readmit("c1")).isInstanceOf(IOException.class);
            assertThat(scores(context).add(TestScorers.event("c1", "e2"))).isEmpty();
            Files.delete(file);
            assertThat(scores(context).erase("c1")).as("already gone").isFalse();
        });
    }

    @Test
    void ofALastLineThatACrashCutOffNothingIsLeft() throws IOException {
        String whole;
        try (ErasedCustomers first = ErasedCustomers.open(file)) {
            first.erase("c1");
            whole = Files.readString(file);
            first.erase("c2");
        }
        for (int length = whole.length(); length < Files.size(file); length++) {
            Path copy = file.resolveSibling("cut");
            Files.writeString(copy, Files.readString(file).substring(0, length));
            try (ErasedCustomers opened = ErasedCustomers.open(copy)) {
                assertThat(opened.isErased("c1")).isTrue();
                assertThat(opened.isErased("c2")).isFalse();
                opened.erase("c3");
            }
            try (ErasedCustomers again = ErasedCustomers.open(copy)) {
                assertThat(again.isErased("c3")).isTrue();
            }
        }
    }

    @Test
    void ofALineThatAFullDiskCutOffNothingIsLeftToTheNext() throws IOException {
        try (ErasedCustomers erased = ErasedCustomers.open(file)) {
            erased.erase("c1");
            Files.writeString(file, "0123abc", StandardOpenOption.APPEND);
            erased.erase("c2");
        }
        try (ErasedCustomers again = ErasedCustomers.open(file)) {
            assertThat(again.isErased("c1")).isTrue();
            assertThat(again.isErased("c2")).isTrue();
        }
    }

    @Test
    void aDamagedListOfTheErasedIsNotTakenForNone() throws IOException {
        Path list = file.resolveSibling("store.live.erased");
        try (ErasedCustomers erased = ErasedCustomers.open(list)) {
            erased.erase("c1");
        }
        Files.writeString(list, Files.readString(list).replace(" never", " nevr"));
        runner.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageStartingWith("who was erased is not known: ")
                .hasMessageContaining("line 2"));
    }

    @Test
    void theHistoryOfWhoWasLetBackDoesNotComeBackFromAnOlderSnapshot() {
        Path old = file.resolveSibling("old");
        runner.run(context -> {
            scores(context).add(TestScorers.event("c1", "e1"));
            context.getBean(StoreSnapshots.class).write();
            Files.copy(file, old);
            scores(context).erase("c1");
            scores(context).readmit("c1");
        });
        runner.withInitializer(context -> restoreOld(old))
                .run(context -> assertThat(scores(context).score("c1")).isEmpty());
    }

    @Test
    void aListOfTheErasedThatIsLostOrOlderThanTheSnapshotIsNotTakenForNone() throws IOException {
        Path list = file.resolveSibling("store.live.erased");
        runner.run(context -> scores(context).add(TestScorers.event("c1", "e1")));
        String before = Files.readString(list);
        runner.run(context -> scores(context).erase("c1"));
        Files.writeString(list, before);
        runner.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("the snapshot knows 1 erasures and returns, and the file of them only 0"));
        Files.delete(list);
        runner.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("store.live.erased is not there, and the snapshot is"));
    }

    @Test
    void ofWhoIsNotKnownTheSnapshotIsNotWrittenAnew() {
        runner.run(context -> {
            assertThat(scores(context).erase("nobody")).isFalse();
            assertThat(file).doesNotExist();
            scores(context).add(TestScorers.event("c1", "e1"));
            scores(context).erase("c1");
            assertThat(file).exists();
        });
    }

    @Test
    void whoSaysThatNobodyWasErasedByAnEmptyFileStarts() throws IOException {
        Path list = file.resolveSibling("store.live.erased");
        runner.run(context -> scores(context).add(TestScorers.event("c1", "e1")));
        Files.writeString(list, "");
        runner.run(context -> assertThat(scores(context).score("c1")).isPresent());
    }

    @Test
    void aSecondProcessOnOneSnapshotIsRefused() {
        runner.run(first -> runner.run(second -> assertThat(second)
                .getFailure()
                .rootCause()
                .isInstanceOf(EngagementStartException.class)
                .hasMessageContaining("store.live.erased is in use by another process")));
        runner.run(third -> assertThat(third).hasNotFailed());
    }
}
