package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.engagement.internal.file.ReplacedFile;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.testkit.run.SecondJvm;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The file of a snapshot is the old one or the new one, whole, whatever happens to whoever writes it. */
class SnapshotFileTest {
    private static final byte[] OLD = "the old one".getBytes(StandardCharsets.UTF_8);

    private final Path directory;
    private final Path file;

    SnapshotFileTest(@TempDir Path directory) {
        this.directory = directory;
        this.file = directory.resolve("store.live");
    }

    @Test
    void aFolderThatIsNotThereIsNamedWithTheRemedy() {
        Path folder = directory.resolve("not").resolve("there");
        assertThatIOException()
                .isThrownBy(() -> store(2).snapshot(folder.resolve("store.live")))
                .withMessage(folder + ": there is no such folder to write into: make it first");
    }

    @Test
    void aFullDiskLeavesTheOldFileWhereverItIsFull() throws IOException {
        LiveStore store = store(20);
        store.snapshot(file);
        byte[] old = Files.readAllBytes(file);
        for (int room = 0; room < old.length; room += 97) {
            int bytes = room;
            assertThatIOException()
                    .as("room for %d", room)
                    .isThrownBy(() -> ReplacedFile.of(file).replace(out -> {
                        try (OutputStream full = new FullDisk(out, bytes)) {
                            full.write(old);
                        }
                    }))
                    .withMessageContaining("No space left");
            assertOnly(old);
        }
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> ReplacedFile.of(file).replace(out -> {
                    out.write(1);
                    throw new OutOfMemoryError("made up");
                }));
        assertOnly(old);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSystemThatStopsAWriterLeavesTheOldFile() throws Exception {
        Files.write(file, OLD);
        // Files of 8 blocks at most: the write fails in the system as it does on a full disk.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"));
        command.addAll(SecondJvm.command(
                List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"), WritingOnce.class, file.toString()));
        Process writer = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(writer.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("refused: ");
        assertOnly(OLD);
    }

    /** Writes a snapshot that is larger than it may be. */
    static final class WritingOnce {
        private WritingOnce() {}

        /** Says what came of it. */
        public static void main(String[] args) {
            try {
                store(500).snapshot(Path.of(args[0]));
                System.out.println("written");
            } catch (IOException failed) {
                System.out.println("refused: " + failed);
            }
        }
    }

    @Test
    void theSecondWriterOfAPathIsRefused() throws Exception {
        LiveStore store = store(3);
        Path link = Files.createDirectories(directory.resolve("other")).resolve("way.live");
        Files.write(file, OLD);
        Files.createSymbolicLink(link, file);
        whileItIsWritten(() -> {
            for (Path way : List.of(file, directory.resolve("other/../store.live"), link)) {
                assertThatIOException()
                        .isThrownBy(() -> store.snapshot(way))
                        .withMessageContaining("another writer is writing")
                        .withMessageContaining("a file of its own");
            }
            store.snapshot(directory.resolve("else.live"));
        });
        store.snapshot(link);
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(restored(file).report()).isEqualTo(store.report());
    }

    @Test
    void aWriterInAnotherProcessIsRefusedToo() throws Exception {
        Files.write(file, OLD);
        whileItIsWritten(() -> {
            Process other = new ProcessBuilder(
                            SecondJvm.command(List.of("-XX:TieredStopAtLevel=1"), WritingOnce.class, file.toString()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).contains("refused: ").contains("another writer is writing");
        });
    }

    @Test
    void twoStoresThatWriteOnePathDestroyNothing() throws Exception {
        LiveStore small = store(2);
        LiveStore large = store(60);
        large.snapshot(file);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 60; round++) {
                CountDownLatch together = new CountDownLatch(2);
                Future<Boolean> one = threads.submit(() -> isWritten(small, together));
                Future<Boolean> other = threads.submit(() -> isWritten(large, together));
                assertThat(List.of(one.get(), other.get()))
                        .as("one of them at least")
                        .contains(true);
                assertThat(restored(file).report()).isIn(small.report(), large.report());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(names()).containsExactlyInAnyOrder("store.live", "store.live.lock");
    }

    private boolean isWritten(LiveStore store, CountDownLatch together) throws InterruptedException {
        together.countDown();
        together.await();
        try {
            store.snapshot(file);
            return true;
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining("another writer is writing");
            return false;
        }
    }

    @Test
    void leftOversOfTheKilledAreRemovedAndNothingElse() throws IOException {
        List<String> others = List.of(
                "store.live.partial",
                "store.live.0123456789abcdef.partial.txt",
                "other.live.0123456789abcdef.partial",
                "store.live.0123456789ABCDEF.partial");
        for (String other : others) {
            Files.write(directory.resolve(other), OLD);
        }
        Files.createDirectory(directory.resolve("store.live.ffffffffffffffff.partial"));
        Files.write(directory.resolve("store.live.0123456789abcdef.partial"), OLD);
        store(2).snapshot(file);
        assertThat(names())
                .containsAll(others)
                .contains("store.live", "store.live.lock", "store.live.ffffffffffffffff.partial")
                .hasSize(others.size() + 3);
    }

    @Test
    void aStoreLooksForLeftOversOnceForEachFileItWritesInTurn() throws IOException {
        LiveStore store = store(2);
        store.snapshot(file);
        Path later = Files.write(directory.resolve("store.live.0123456789abcdef.partial"), OLD);
        store.snapshot(file);
        assertThat(later).exists();
        store(1).snapshot(file);
        assertThat(later).doesNotExist();
        Files.write(later, OLD);
        store.snapshot(directory.resolve("other.live"));
        store.snapshot(file);
        assertThat(later).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerReadsWhatIsWrittenFromTheStart() throws IOException {
        ReplacedFile.of(file).replace(out -> {
            try (Stream<Path> all = Files.list(directory)) {
                for (Path each : all.toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------");
                }
            }
            out.write(OLD);
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDeviceIsNotReplaced() {
        LiveStore store = store(1);
        assertThatIOException()
                .isThrownBy(() -> store.snapshot(Path.of("/dev/full")))
                .withMessageContaining("not a regular file");
        assertThatIOException().isThrownBy(() -> store.snapshot(directory)).withMessageContaining("regular file");
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> restored(Path.of("/dev/zero")))
                .withMessageContaining("not a regular file");
        assertThatExceptionOfType(SnapshotException.class).isThrownBy(() -> restored(directory));
    }

    /** Something that is done. */
    private interface Doing {
        void run() throws Exception;
    }

    private void whileItIsWritten(Doing doing) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = thread.submit(() -> {
                ReplacedFile.of(file).replace(out -> {
                    out.write(OLD);
                    begun.countDown();
                    try {
                        done.await();
                    } catch (InterruptedException stopped) {
                        throw new IOException(stopped);
                    }
                });
                return null;
            });
            begun.await();
            doing.run();
            done.countDown();
            writing.get();
        } finally {
            done.countDown();
            thread.shutdown();
        }
    }

    private void assertOnly(byte[] expected) throws IOException {
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
        assertThat(names()).containsExactlyInAnyOrder("store.live", "store.live.lock");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(each -> String.valueOf(each.getFileName())).toList();
        }
    }

    private static LiveStore restored(Path path) throws IOException {
        return LiveStore.of(LiveBase.RISK).restore(path);
    }

    private static LiveStore store(int customers) {
        LiveStore store = LiveStore.of(LiveBase.RISK)
                .withClock(new HandClock(START))
                .withShards(2)
                .open();
        for (int i = 0; i < 2 * customers; i++) {
            store.add(LiveBase.interaction("c" + i % customers, START.minusSeconds(100_000L - i), i));
        }
        return store;
    }

    /** A disk that has room for so many bytes. */
    private static final class FullDisk extends FilterOutputStream {
        private int room;

        FullDisk(OutputStream out, int room) {
            super(out);
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (room-- == 0) {
                throw new IOException("No space left on device");
            }
            out.write(b);
        }
    }
}
