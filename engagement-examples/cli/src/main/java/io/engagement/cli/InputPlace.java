package io.engagement.cli;

import io.engagement.connect.DatabaseQuery;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where interactions are: in a file, or in a database.
 *
 * @param file empty for a database
 * @param address of the database; empty for a file
 */
record InputPlace(Optional<Path> file, String address) {
    /** Reads one. No message repeats the address of a database, as there may be a password in it. */
    static final class Converter implements ITypeConverter<InputPlace> {
        @Override
        public InputPlace convert(String text) {
            if (DatabaseQuery.isAddress(text)) {
                return new InputPlace(Optional.empty(), text);
            }
            try {
                return new InputPlace(Optional.of(Path.of(text)), "");
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + text + "' is not the name of a file: " + e.getReason());
            }
        }
    }

    /** What messages call it. */
    String shown() {
        return file.map(Path::toString).orElse("the query");
    }
}
