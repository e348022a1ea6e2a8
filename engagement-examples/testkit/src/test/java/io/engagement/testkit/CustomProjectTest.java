package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.SecondJvm;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project outside of this build, {@code custom-scorer}, is compiled and its tests run as a user's would be: with an own statistic,
 * an own family and an own scorer, each of which passes the published contract.
 */
class CustomProjectTest {
    private static final Path PROJECT = Path.of("..", "custom-scorer");
    private static final String MODULE = "com.example.crm";
    private static final List<Path> CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::exists)
            .toList();

    private final Path classes;
    private final Path tests;

    CustomProjectTest(@TempDir Path folder) {
        classes = folder.resolve("classes");
        tests = folder.resolve("test-classes");
    }

    @Test
    void itsTestsPassOnTheClassPath() throws IOException {
        compile(classes, sources("main", name -> !name.equals("module-info.java")), "-cp", path(CLASS_PATH));
        compile(tests, testSources(), "-cp", path(and(CLASS_PATH, classes)));
        String said = run("-cp", path(and(CLASS_PATH, classes, tests)));
        assertAllPassed(said, "unnamed module @");
    }

    @Test
    void itsTestsPassOnTheModulePath() throws IOException {
        List<Path> modules = modulesOfTheLibrary();
        String others = path(
                CLASS_PATH.stream().filter(entry -> !modules.contains(entry)).toList());
        compile(classes, sources("main", name -> true), "--module-path", path(modules));
        String[] patched = {
            "--module-path",
            path(and(modules, classes)),
            "--add-modules",
            MODULE,
            "--add-reads",
            MODULE + "=ALL-UNNAMED",
            "-cp",
            others
        };
        compile(tests, testSources(), and(patched, "--patch-module", MODULE + "=" + PROJECT.resolve("src/test/java")));
        String said = run(and(
                patched,
                "--patch-module",
                MODULE + "=" + tests,
                "--add-opens",
                MODULE + "/" + MODULE + "=ALL-UNNAMED"));
        assertAllPassed(said, "module " + MODULE);
    }

    private static void assertAllPassed(String said, String module) {
        assertThat(said.lines().filter(line -> line.endsWith(" passed")))
                .as(said)
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains(" of " + module));
    }

    /** What a module that requires the library needs, to compile too, and nothing of the tests. */
    private static List<Path> modulesOfTheLibrary() {
        ModuleFinder all = ModuleFinder.of(CLASS_PATH.toArray(Path[]::new));
        Configuration needed = ModuleLayer.boot()
                .configuration()
                .resolve(all, ModuleFinder.of(), Set.of("io.engagement", "org.jspecify"));
        List<Path> modules = needed.modules().stream()
                .map(module -> Path.of(module.reference().location().orElseThrow()))
                .toList();
        assertThat(modules).as("of %s", CLASS_PATH).hasSizeGreaterThan(10);
        return modules;
    }

    private static String run(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(SecondJvm.java()));
        words.addAll(List.of(options));
        words.add(RunTests.class.getName());
        for (Path test : testSources()) {
            words.add(MODULE + "." + test.getFileName().toString().replace(".java", ""));
        }
        return SecondJvm.run(words);
    }

    private static List<Path> testSources() throws IOException {
        return sources("test", name -> true);
    }

    private static List<Path> sources(String part, Predicate<String> named) throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT.resolve("src").resolve(part))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> named.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static void compile(Path into, List<Path> sources, String... options) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-proc:none", "-d", into.toString()));
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            boolean compiled = javac.getTask(said, files, null, all, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> and(List<Path> entries, Path... more) {
        return Stream.concat(entries.stream(), Stream.of(more)).toList();
    }

    private static String[] and(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }
}
