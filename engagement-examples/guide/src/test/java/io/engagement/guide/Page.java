package io.engagement.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of Markdown.
 *
 * @param path where it stands
 * @param text all of it
 */
record Page(Path path, String text) {
    /** Of this module, which is the directory that tests run in. */
    static final Path ROOT = Path.of("..", "..");

    private static final String FENCE = "```";

    /**
     * A block of code.
     *
     * @param language what stands behind the fence, such as java; empty for what a program prints
     * @param code the lines between the fences
     */
    record Block(String language, String code) {}

    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>(List.of(read(ROOT.resolve("README.md"))));
        try (Stream<Path> files = Files.list(Path.of(""))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                pages.add(read(file));
            }
        }
        return pages;
    }

    static Page read(Path path) throws IOException {
        return new Page(path, Files.readString(path));
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        StringBuilder code = new StringBuilder();
        String language = null;
        for (String line : text.lines().toList()) {
            if (!line.startsWith(FENCE)) {
                code.append(line).append('\n');
            } else if (language == null) {
                language = line.substring(FENCE.length());
                code.setLength(0);
            } else {
                blocks.add(new Block(language, code.toString()));
                language = null;
            }
        }
        return blocks;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
