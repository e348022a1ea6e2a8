package io.engagement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Suppliers;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.engagement.internal.index.Ongoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A virtual thread that waits leaves its carrier to others: before JDK 24 it does not where it holds a monitor, or waits for one. So
 * there is none but that of a shard of the live store, in which nothing waits.
 */
class VirtualThreadsTest {
    private static final String SHARD = "io.engagement.live.Shard";
    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.engagement");
    private static final Pattern MONITOR = Pattern.compile("^(?!\\s*(?:\\*|//|/\\*)).*\\bsynchronized\\b");

    @Test
    void noMethodHoldsAMonitor() {
        methods()
                .that()
                .areNotDeclaredIn(SHARD)
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .check(LIBRARY);
    }

    @Test
    void aShardReadsItsPartOfAFileWithoutItsMonitor() {
        methods()
                .that()
                .areDeclaredIn(SHARD)
                .and()
                .haveRawParameterTypes("io.engagement.live.SnapshotReader", "java.util.function.LongPredicate")
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .check(LIBRARY);
    }

    @Test
    void noBlockHoldsAMonitor() throws IOException {
        assertThat(lines(Path.of("src/main/java"))).hasSizeGreaterThan(10_000).noneMatch(line -> MONITOR.matcher(line)
                .find());
    }

    private static List<String> lines(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("live/Shard.java"))
                    .flatMap(VirtualThreadsTest::linesOf)
                    .toList();
        }
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Guava's hold a monitor while they compute; {@link io.engagement.internal.index.FirstResult} does not. */
    @Test
    void whatIsComputedOnceIsComputedWithoutAMonitor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Suppliers.class)
                .check(LIBRARY);
    }

    /** There may be a million threads. What says whose work a thread does is no cache, and is gone with the work. */
    @Test
    void nothingIsKeptForEachThread() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Ongoing.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(LIBRARY);
    }
}
