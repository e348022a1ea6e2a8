package io.engagement.connect;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * How a file of customers is read, as a text in TOML that is kept, with these keys of {@link Mapping}: delimiter, charset, sheet,
 * time-format, time-zone, decimal, where, and tables map and join. Fields are those of {@link CustomersFile}.
 *
 * @param mapping how times and numbers are written, which rows count and which files are joined; it maps no fields
 * @param columns by field the file's own column, where it is not called so
 */
public record CustomerMapping(Mapping mapping, Map<String, String> columns) {
    /**
     * How a file of customers is read.
     *
     * @param mapping how times and numbers are written, which rows count and which files are joined; it maps no fields
     * @param columns by field the file's own column, where it is not called so
     * @throws MappingRefused if there is no such field
     */
    public CustomerMapping {
        Objects.requireNonNull(mapping, "mapping must not be null");
        columns = CustomerColumns.checked(Objects.requireNonNull(columns, "columns must not be null"));
    }

    /**
     * Reads one from a file.
     *
     * @param file a text in TOML; files that it joins are found from its folder and must lie in it, links resolved
     * @return the mapping
     * @throws MappingRefused if the text is none; the message names line, key and what is allowed
     * @throws DataRefused if the file cannot be read
     */
    public static CustomerMapping read(Path file) {
        return MappingText.readCustomers(file);
    }
}
