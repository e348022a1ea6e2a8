package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Files that --input names more than once, also by patterns and links: read in the same way, their rows would count twice. */
final class TwiceRead {
    private final Map<Path, List<Mapping>> ways = new HashMap<>();
    private final Set<String> notes = new TreeSet<>();

    private TwiceRead() {}

    /**
     * What is to be told of files that are read in several ways.
     *
     * @throws UsageError if one is read twice in the same way
     */
    static List<String> of(List<InputFile> inputs) {
        TwiceRead twice = new TwiceRead();
        inputs.forEach(input -> input.inputs().forEach(file -> twice.add(file, input.mapping())));
        return List.copyOf(twice.notes);
    }

    private void add(Path file, Mapping mapping) {
        List<Mapping> before = ways.computeIfAbsent(real(file), first -> new ArrayList<>());
        if (before.contains(mapping)) {
            throw new UsageError("--input names " + CsvFile.label(file)
                    + " twice, to be read in the same way: its rows would count twice, so name it once");
        }
        if (!before.isEmpty()) {
            notes.add("note: " + CsvFile.label(file) + " is read more than once, each time in another way");
        }
        before.add(mapping);
    }

    private static Path real(Path file) {
        try {
            return CsvFile.isStandardInput(file) ? file : file.toRealPath();
        } catch (IOException e) {
            // Whoever reads the file tells what is wrong with it.
            return file.toAbsolutePath();
        }
    }
}
