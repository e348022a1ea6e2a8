package io.engagement.connect;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file's content, decompressed if it is compressed, and how it begins. A pipe is opened once. */
final class FileBytes implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final List<Compression> COMPRESSIONS = Compression.all();

    private final InputStream content;
    private final byte[] beginning;
    private final boolean compressed;

    private FileBytes(InputStream content, byte[] beginning, boolean compressed) {
        this.content = content;
        this.beginning = beginning;
        this.compressed = compressed;
    }

    /**
     * Opens a file, or standard input.
     *
     * @throws DataRefused if there is no such file, or it is compressed in a way that nobody here can read
     */
    static FileBytes open(Path file) throws IOException {
        String label = CsvFile.label(file);
        if (DatabaseUrl.isMeant(label)) {
            // Not repeated, as there may be a password in it.
            throw new DataRefused("a database's address is given where a file is read: databases are read with --input"
                    + " and --query");
        }
        if (Files.isDirectory(file)) {
            throw new DataRefused("cannot read " + file + ": it is a folder");
        }
        if (!CsvFile.isStandardInput(file) && Files.notExists(file)) {
            throw new DataRefused("there is no file " + file);
        }
        InputStream raw = new BufferedInputStream(source(file), BUFFER);
        try {
            byte[] beginning = beginning(raw);
            Optional<Compression> found = COMPRESSIONS.stream()
                    .filter(each -> each.isBegunBy(beginning))
                    .findFirst();
            if (found.isEmpty()) {
                Unreadable.check(label, beginning);
                return new FileBytes(raw, beginning, false);
            }
            InputStream content = new BufferedInputStream(new Decompressed(raw, found.get()), BUFFER);
            byte[] inner = beginning(content);
            if (COMPRESSIONS.stream().anyMatch(each -> each.isBegunBy(inner))) {
                throw new DataRefused(label + " is compressed twice: unpack it once");
            }
            Unreadable.check(label, inner);
            return new FileBytes(content, inner, true);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** What Files opens asks for its position, which pipes do not have: on JDK 17 that is "Illegal seek". */
    private static InputStream source(Path file) throws IOException {
        return CsvFile.isStandardInput(file) ? System.in : new FileInputStream(file.toFile());
    }

    private static byte[] beginning(InputStream content) throws IOException {
        content.mark(FileFormat.LOOKED_AT);
        byte[] beginning = content.readNBytes(FileFormat.LOOKED_AT);
        content.reset();
        return beginning;
    }

    /** From its first byte on. */
    InputStream content() {
        return content;
    }

    /** Its first bytes, which {@link #content} has too. */
    byte[] beginning() {
        return beginning;
    }

    boolean isCompressed() {
        return compressed;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
