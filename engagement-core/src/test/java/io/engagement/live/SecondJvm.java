package io.engagement.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java machine, with the classes of this one. */
final class SecondJvm {
    private SecondJvm() {}

    /**
     * The words that start it.
     *
     * @param options of the machine
     * @param program whose {@code main} it runs
     * @param arguments of the program
     */
    static List<String> command(List<String> options, Class<?> program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        words.addAll(List.of(arguments));
        return words;
    }
}
