package io.engagement.connect;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What an option names as a file: one, or all that fit a pattern such as {@code export/orders-*.csv}, in the order of their paths.
 * Names that begin with a point fit only a pattern that does.
 */
public final class FilePattern {
    private static final String SIGNS = "*?[{";
    private final String option;
    private final String given;
    /** Before the part of the pattern that has the first sign. */
    private final String folder;

    private final String pattern;

    private FilePattern(String option, String given) {
        this.option = option;
        this.given = given;
        int sign = firstSign(given);
        int end = Math.max(given.lastIndexOf('/', sign), given.lastIndexOf(File.separatorChar, sign)) + 1;
        this.folder = given.substring(0, end);
        this.pattern = given.substring(end);
    }

    private static int firstSign(String text) {
        int at = 0;
        while (at < text.length() && SIGNS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /**
     * The files, one if no sign of a pattern is in the text, or a file is called just so.
     *
     * @param option that names them, for messages
     * @param given what it says
     * @return the files
     * @throws DataRefused if none fits
     * @throws MappingRefused if it is no pattern, or no file can be called so
     */
    public static List<Path> files(String option, String given) {
        return isPattern(given) && !isFile(given)
                ? new FilePattern(option, given).matching()
                : List.of(path(option, given));
    }

    /** Whether a text has signs of a pattern. */
    static boolean isPattern(String text) {
        return firstSign(text) < text.length();
    }

    /** What the names of all files have in common that fit a pattern; the text itself if it is none or begins with a sign. */
    static String known(String text) {
        String begin = text.substring(0, firstSign(text)).replaceAll("[-_.]+$", "");
        return isPattern(text) && !begin.isEmpty() ? begin : text;
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Path path(String option, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new MappingRefused(option + " '" + name + "' is no name of a file: " + e.getReason());
        }
    }

    private List<Path> matching() {
        Path home = path(option, folder);
        String where = folder.isEmpty() ? "this folder" : "folder " + folder;
        if (!Files.isDirectory(path(option, folder.isEmpty() ? "." : folder))) {
            throw new DataRefused("there is no " + where + ", where " + option + " '" + given + "' looks for files");
        }
        List<Path> files = matching(home, matcher());
        if (files.isEmpty()) {
            throw new DataRefused("there is no file in " + where + " that fits the pattern '" + pattern + "' of "
                    + option + " '" + given + "'");
        }
        return files;
    }

    private PathMatcher matcher() {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new MappingRefused(option + " '" + given + "' is no pattern of files: " + e.getDescription());
        }
    }

    private List<Path> matching(Path home, PathMatcher matcher) {
        Path start = folder.isEmpty() ? Path.of(".") : home;
        int depth = pattern.contains("**")
                ? Integer.MAX_VALUE
                : (int) pattern.chars().filter(c -> c == '/').count() + 1;
        try (Stream<Path> all = Files.walk(start, depth, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile)
                    .map(start::relativize)
                    .filter(each -> matcher.matches(each) && isShown(each))
                    .map(home::resolve)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unseen(FileFault.why(e));
        } catch (UncheckedIOException e) {
            throw unseen(FileFault.why(e));
        }
    }

    private DataRefused unseen(String why) {
        return new DataRefused("cannot look for files of " + option + " '" + given + "': " + why);
    }

    private boolean isShown(Path relative) {
        if (pattern.startsWith(".") || pattern.contains("/.")) {
            return true;
        }
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }
}
