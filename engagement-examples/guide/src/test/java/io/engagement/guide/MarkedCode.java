package io.engagement.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Code of tests that the guide shows: of classes called {@code *CodeTest}, what stands between two marks. */
final class MarkedCode {
    private static final Path TESTS = Path.of("src/test/java/io/engagement/guide");
    private static final String BEGIN = "// guide";
    private static final String END = "// end";

    private MarkedCode() {}

    /** As the guide has it: without a method's indentation. */
    static List<String> all() throws IOException {
        List<String> pieces = new ArrayList<>();
        try (Stream<Path> files = Files.list(TESTS)) {
            for (Path file : files.filter(name -> name.toString().endsWith("CodeTest.java"))
                    .sorted()
                    .toList()) {
                addOf(file, pieces);
            }
        }
        return pieces;
    }

    private static void addOf(Path file, List<String> pieces) throws IOException {
        StringBuilder piece = new StringBuilder();
        boolean inside = false;
        for (String line : Files.readAllLines(file)) {
            if (line.strip().equals(BEGIN)) {
                inside = true;
                piece.setLength(0);
            } else if (line.strip().equals(END)) {
                inside = false;
                pieces.add(piece.toString());
            } else if (inside) {
                piece.append(line.isBlank() ? "" : line.substring(8)).append('\n');
            }
        }
    }
}
