package io.engagement.cli;

import io.engagement.connect.CsvFile;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A file that a command writes. A regular one is {@linkplain Replacement replaced} once the new one is whole, the target of a
 * link and not the link; pipes and devices are written to as they are.
 */
final class OutputFile {
    private static final int MOST_LINKS = 40;
    /** Descriptors that are open already, not files of their own. */
    private static final Pattern DESCRIPTORS = Pattern.compile("/proc/[^/]+/fd/.*|/dev/fd/.*");

    private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");
    private static final List<Path> STANDARD = List.of(STANDARD_OUTPUT, Path.of("/dev/stderr"));

    private OutputFile() {}

    /**
     * Sees to it that a file can be written, before the work and not after it.
     *
     * @throws UsageError if there is no such folder, if it may not be written, or if it is one of the files that are read or
     *     what standard output or standard error goes to
     */
    static void check(Path file, Collection<Path> read) {
        refuseIf(
                file.equals(Path.of("-")),
                "- is no file to write: /dev/stdout is standard output, ./- a file of that name");
        Path target = target(file);
        if (Files.isDirectory(target)) {
            throw new UsageError(file + " is a folder, and a file is to be written");
        }
        read.forEach(other ->
                refuseIf(isSame(target, other), file + " is read from and would be overwritten: name another file"));
        if (isDescriptor(target)) {
            return;
        }
        STANDARD.forEach(other -> refuseIf(
                isSame(target, other), file + " is where " + other + " goes to: name another file, or /dev/stdout"));
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new UsageError(file + " may not be written to: change its permissions, or name another file");
        }
        if (!Files.exists(target) || Files.isRegularFile(target)) {
            checkFolder(file, target);
        }
    }

    private static void checkFolder(Path file, Path target) {
        Path folder = folder(target);
        if (!Files.isDirectory(folder)) {
            throw new UsageError("there is no folder " + folder + " to write " + file.getFileName()
                    + " to: make it, or name another");
        }
        if (!Files.isWritable(folder)) {
            throw new UsageError("the folder " + folder + " may not be written to, and " + file.getFileName()
                    + " is first written under another name in it: change its permissions, or name another folder");
        }
        try {
            Replacement.tryOut(target);
        } catch (IOException e) {
            String reason = e instanceof FileSystemException system ? system.getReason() : null;
            throw new UsageError("the folder " + folder + " takes no file" + (reason == null ? "" : " (" + reason + ")")
                    + ", so that " + file.getFileName() + " cannot be written to it: name another folder");
        }
    }

    /**
     * Sees to it that a file's name ends as what is written is known by; devices and pipes are called as they are.
     *
     * @param what is written, in words of a message
     * @param endings with their points
     * @throws UsageError if it does not
     */
    static void checkEnding(Path file, String what, String... endings) {
        Path target = target(file);
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean isOther = isDescriptor(target) || (Files.exists(target) && !Files.isRegularFile(target));
        if (!isOther && Arrays.stream(endings).noneMatch(name::endsWith)) {
            throw new UsageError(
                    file + " is to be " + what + ": let its name end with " + String.join(" or ", endings));
        }
    }

    /**
     * Sees to it that standard output goes to no file that is read, as with {@code >>}.
     *
     * @throws UsageError if it does
     */
    static void checkStandardOutput(Collection<Path> read) {
        read.forEach(other -> refuseIf(
                isSame(STANDARD_OUTPUT, other), other + " is read from, and standard output would be added to it"));
    }

    private static void refuseIf(boolean isSame, String message) {
        if (isSame) {
            throw new UsageError(message);
        }
    }

    /**
     * Sees to it that two files that are written are not one.
     *
     * @throws UsageError if they are
     */
    static void checkDifferent(Path file, Path other) {
        refuseIf(isSame(file, other), file + " and " + other + " are one file, and both are to be written: name two");
    }

    /**
     * By the file itself and not by its name, or by where it would come to be; a terminal or /dev/null may well be both. Standard
     * input may be a file too.
     */
    private static boolean isSame(Path file, Path named) {
        Path other = CsvFile.isStandardInput(named) ? Path.of("/dev/stdin") : named;
        try {
            if (Files.isRegularFile(file) && Files.isRegularFile(other)) {
                return Files.isSameFile(file, other);
            }
            return !Files.exists(file) && !Files.exists(other) && target(file).equals(target(other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sees to it that a file is not called as what is compressed, where a text is written to it.
     *
     * @throws UsageError if it is
     */
    static void checkText(Path file) {
        OutputName.of(file).checkText();
    }

    /** Writes a text, as {@link #write} does. */
    static void writeText(Path file, String text) {
        write(file, writer -> {
            try {
                writer.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Writes a file in UTF-8, as {@link #writeBytes} does. */
    static void write(Path file, Consumer<Writer> content) {
        writeBytes(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()));
            content.accept(writer);
            writer.flush();
        });
    }

    /** What is written to a file. */
    interface Bytes {
        /**
         * Writes it.
         *
         * @param out takes it; not buffered, stays open
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Makes a file that is not there yet, readable by its owner alone.
     *
     * @throws OutputFailed if it could not be written, or is there meanwhile; nothing of it is then
     */
    static void makeSecret(Path file, String text) {
        failing(file, () -> Replacement.make(target(file), out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Writes a file.
     *
     * @throws OutputFailed if it could not be written; a regular file is as it was then
     */
    static void writeBytes(Path file, Bytes content) {
        failing(file, () -> {
            Path target = target(file);
            if (!isDescriptor(target) && (!Files.exists(target) || Files.isRegularFile(target))) {
                Replacement.write(target, content);
            } else {
                writeAsItIs(target, content);
            }
        });
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void failing(Path file, Writing writing) {
        try {
            writing.run();
        } catch (UncheckedIOException e) {
            throw new OutputFailed(file.toString(), Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        } catch (IOException e) {
            throw new OutputFailed(file.toString(), e);
        }
    }

    private static void writeAsItIs(Path target, Bytes content) throws IOException {
        if (isStandard(target, 1)) {
            content.writeTo(new FileOutputStream(FileDescriptor.out));
        } else if (isStandard(target, 2)) {
            content.writeTo(new FileOutputStream(FileDescriptor.err));
        } else {
            try (OutputStream out = Files.newOutputStream(
                    target, isDescriptor(target) ? StandardOpenOption.APPEND : StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
        }
    }

    /** What a name leads to, also if there is nothing yet. */
    private static Path target(Path file) {
        try {
            Path target = real(file);
            for (int links = 0; Files.isSymbolicLink(target) && !isDescriptor(target); links++) {
                refuseIf(links == MOST_LINKS, file + " is a link that leads in a circle");
                target = real(target.resolveSibling(Files.readSymbolicLink(target)));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name in the folder that is meant; a folder that is not there stays as it is. */
    private static Path real(Path file) throws IOException {
        Path folder = folder(file);
        Path name = file.getFileName();
        return name == null || !Files.isDirectory(folder)
                ? file.toAbsolutePath()
                : folder.toRealPath().resolve(name);
    }

    private static Path folder(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        return folder == null ? absolute : folder;
    }

    private static boolean isDescriptor(Path target) {
        return DESCRIPTORS.matcher(target.toString()).matches();
    }

    private static boolean isStandard(Path target, long descriptor) {
        Path name = target.getFileName();
        return name != null
                && name.toString().equals(Long.toString(descriptor))
                && (target.startsWith("/dev/fd")
                        || target.startsWith("/proc/" + ProcessHandle.current().pid() + "/fd"));
    }
}
