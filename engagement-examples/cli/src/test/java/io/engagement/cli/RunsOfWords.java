package io.engagement.cli;

import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the program once for each line of a file, whose words are separated by tabs, and writes all that it says to another file. */
final class RunsOfWords {
    private static final String BETWEEN = "\t";

    private RunsOfWords() {}

    static String line(List<String> words) {
        return String.join(BETWEEN, words);
    }

    /** Of a Java machine with defaults of its own. */
    public static void main(String[] files) throws Exception {
        try (Writer told = Files.newBufferedWriter(Path.of(files[1]), StandardCharsets.UTF_8)) {
            for (String line : Files.readAllLines(Path.of(files[0]), StandardCharsets.UTF_8)) {
                told.write(told(line));
            }
        }
    }

    /** Exit code, standard output and messages. */
    static String told(String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(Run.CLOCK, out, err, line.split(BETWEEN, -1));
        return "== " + line + "\n" + code + "\n" + out + "\n--\n" + err + "\n";
    }
}
