package io.engagement.cli;

import java.util.List;
import java.util.Optional;

/** What separates the fields of a file that was taken for one of commas, by its header. */
final class Separators {
    private static final List<String> OTHERS = List.of(";", "\t", "|");

    private Separators() {}

    /** If it is clear: there is one column, and one of the others in its name. */
    static Optional<String> of(List<String> header) {
        if (header.size() != 1) {
            return Optional.empty();
        }
        List<String> found = OTHERS.stream().filter(header.get(0)::contains).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    static String hint(List<String> header) {
        return of(header)
                .map(each -> "; it seems to be separated by '" + (each.equals("\t") ? "tabs" : each)
                        + "': separate it by commas, or --units by --delimiter-units")
                .orElse("");
    }
}
