package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.strategy.policy.ContactPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The policy of contacts: that of a file, or the usual one. */
final class Policies {
    /** No policy or list of objectives comes near. */
    private static final long LARGEST = 10_000_000;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "The policy of contacts: 'engagement policy --help' shows one. Default: the usual one, which is"
                            + " that of customers' own words: consent, refused channels, stated limits, and complaints first;"
                            + " without caps of the company, quiet hours and rest.")
    private Optional<Path> file = Optional.empty();

    /** What is read besides the base. */
    List<Path> files() {
        return file.stream().toList();
    }

    /**
     * The policy.
     *
     * @throws DataRefused if the file is not there, or is none
     */
    ContactPolicy policy() {
        return file.map(path -> read("--policy", path, "policy", ContactPolicy::read))
                .orElseGet(ContactPolicy::standard);
    }

    /**
     * A value that is saved as text.
     *
     * @param what it is, in a word
     * @throws DataRefused if the file is not there, or is none
     */
    static <T> T read(String option, Path file, String what, Function<String, T> reading) {
        try {
            return reading.apply(content(option, file, what));
        } catch (IllegalArgumentException e) {
            throw new DataRefused(
                    file + " of " + option + " is no " + what + " that was saved as text: " + e.getMessage());
        }
    }

    private static String content(String option, Path file, String what) {
        if (!Files.isRegularFile(file)) {
            throw new DataRefused("there is no file " + file + " of " + option);
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new DataRefused(file + " of " + option + " is no " + what + ": these have at most " + LARGEST
                        + " bytes, it has " + Files.size(file));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new DataRefused(file + " of " + option + " is no text in UTF-8, as a saved " + what + " is");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
