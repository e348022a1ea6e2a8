package io.engagement.cli;

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
        words.add(java());
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Lines of the shell, in which {@code eval $ENG} is the command line. */
    static ProcessBuilder shell(String lines) {
        String program = java() + " -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp \"$CLASSES\" " + Main.class.getName();
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", "ENG='" + program + "'\n" + lines);
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        return builder;
    }
}
