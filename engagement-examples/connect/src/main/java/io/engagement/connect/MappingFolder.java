package io.engagement.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/** Where a mapping lies: one of others reads nothing but what lies with it. */
record MappingFolder(Path folder) {
    static MappingFolder of(Path mapping) {
        Path whole = mapping.toAbsolutePath();
        return new MappingFolder(Objects.requireNonNullElse(whole.getParent(), whole));
    }

    /**
     * A path by its name.
     *
     * @throws MappingRefused if no file can be called so
     */
    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new MappingRefused("'" + Excerpt.of(name) + "' is no name of a file: " + e.getReason());
        }
    }

    /**
     * A file that the mapping names, or a pattern of several.
     *
     * @throws MappingRefused if one of them is outside of the folder, links resolved
     */
    Path files(String name) {
        Path all = file(name);
        if (Files.notExists(all) && FilePattern.isPattern(name)) {
            FilePattern.files("a pattern", all.toString()).forEach(each -> file(each.toString()));
        }
        return all;
    }

    /**
     * A file that the mapping names.
     *
     * @throws MappingRefused if it is outside of the folder, links resolved
     */
    Path file(String name) {
        Path file = folder.resolve(path(name));
        try {
            Path real = Files.exists(file) ? file.toRealPath() : file.normalize();
            Path home = Files.exists(file) ? folder.toRealPath() : folder.normalize();
            if (!real.startsWith(home)) {
                throw new MappingRefused(
                        "the file '" + Excerpt.of(name)
                                + "' is outside of the mapping's folder: files that it joins lie beside it or below: copy it there");
            }
        } catch (IOException e) {
            throw new DataRefused("cannot read " + file + ": " + FileFault.why(e));
        }
        return file;
    }
}
