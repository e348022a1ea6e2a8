package io.engagement.testkit.run;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java machine, with the classes of this one. */
public final class SecondJvm {
    private SecondJvm() {}

    /**
     * The program {@code java} that runs this test.
     *
     * @return its path
     */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The words that start it.
     *
     * @param options of the machine
     * @param program whose {@code main} it runs
     * @param arguments of the program
     * @return for a {@link ProcessBuilder}
     */
    public static List<String> command(List<String> options, Class<?> program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(java());
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    /**
     * Runs a program to its end.
     *
     * @param words program and arguments
     * @return what it wrote to both of its outputs, with {@code \n} between lines
     * @throws IOException if it cannot be started
     * @throws AssertionError if its exit code is not 0, with what it wrote
     */
    public static String run(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset())
                .replace(System.lineSeparator(), "\n");
        int exitCode = process.onExit().join().exitValue();
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + " of " + words + ":\n" + said);
        }
        return said;
    }
}
