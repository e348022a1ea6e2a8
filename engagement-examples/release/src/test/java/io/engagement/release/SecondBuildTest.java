package io.engagement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sources, built in another folder, are the same bytes. */
class SecondBuildTest {
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git");

    @Test
    void whatIsPublishedHasTheSameBytesWhenItIsBuiltAgain(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path copy = folder.resolve("a folder of another name");
        copy(Modules.ROOT, copy);
        build(copy);
        for (Modules module : Modules.published()) {
            for (String name : List.of(".jar", "-sources.jar", "-javadoc.jar", "bom.json")) {
                String file = name.startsWith("bom") ? name : module.artifact() + "-" + Modules.VERSION + name;
                Path first = module.target(file);
                Path second = copy.resolve(Modules.ROOT.relativize(first));
                assertThat(Files.mismatch(first, second))
                        .as("first other byte of %s", first)
                        .isEqualTo(-1);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NOT_SOURCES.contains(String.valueOf(folder.getFileName()))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!String.valueOf(file.getFileName()).equals(".git")) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Not offline: Maven would leave out the SBOM. */
    private static void build(Path copy) throws IOException, InterruptedException {
        String modules = Stream.concat(
                        Stream.of("engagement-examples/bom"),
                        Modules.published().stream()
                                .map(module ->
                                        Modules.ROOT.relativize(module.folder()).toString()))
                .collect(Collectors.joining(","));
        Path log = copy.resolve("build.log");
        Process build = new ProcessBuilder(
                        Objects.requireNonNull(System.getProperty("release.maven")),
                        "-B",
                        "-Prelease",
                        "-Dmaven.test.skip",
                        "-Dmaven.repo.local=" + System.getProperty("release.repository"),
                        "-pl",
                        modules,
                        "-am",
                        "-Dspotless.check.skip",
                        "verify")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(build.waitFor()).as(Files.readString(log)).isZero();
    }
}
