package io.engagement.connect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Sees to it that a file is a whole workbook whose parts are not larger than any that people fill, before it is opened. */
final class ExcelPackage {
    private static final int MOST_PARTS = 10_000;
    /** Of sheets it is 5 to 100. */
    private static final long MOST_RATIO = 400;

    /** Below this, a ratio says nothing. */
    private static final long NO_MATTER = 1L << 25;

    /** Of a sheet: it is read row by row. */
    private static final long MOST_BYTES = 1L << 35;

    /** Of parts that are held in memory. */
    private static final long MOST_HELD = 1L << 29;

    private static final int MOST_LETTERS = 3;

    /** In the directory of a file of Microsoft's older kind, which may hold anything. */
    private static final byte[] PROTECTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private final String label;

    private ExcelPackage(String label) {
        this.label = label;
    }

    /**
     * Looks at all of a file.
     *
     * @throws DataRefused if it is not a workbook that can be read
     */
    static void check(Path file) {
        ExcelPackage found = new ExcelPackage(file.toString());
        try {
            found.checkKind(file);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                found.check(zip);
            }
        } catch (ZipException e) {
            throw found.refused("is a broken or cut-off file (" + e.getMessage() + "): copy or export it again");
        } catch (IOException e) {
            throw found.refused("cannot be read: " + FileFault.why(e));
        }
    }

    private void checkKind(Path file) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] beginning = bytes.readNBytes(ExcelFormat.COMPOUND.length);
            if (ExcelFormat.begins(beginning, ExcelFormat.COMPOUND)) {
                throw refused(
                        holds(bytes, PROTECTED)
                                ? "is protected with a password: open it, take the password away, and save it again"
                                : "is an old workbook (.xls): save it as .xlsx or CSV");
            }
        }
    }

    private static boolean holds(InputStream bytes, byte[] wanted) throws IOException {
        int matched = 0;
        for (int next = bytes.read(); next >= 0 && matched < wanted.length; next = bytes.read()) {
            boolean fits = next == Byte.toUnsignedInt(wanted[matched]);
            matched = fits ? matched + 1 : next == Byte.toUnsignedInt(wanted[0]) ? 1 : 0;
        }
        return matched == wanted.length;
    }

    private void check(ZipFile zip) throws IOException {
        if (zip.size() > MOST_PARTS) {
            throw refused("has " + zip.size() + " parts, as no workbook has");
        }
        boolean isSheets = false;
        boolean isBinary = false;
        boolean isOpenDocument = false;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName().toLowerCase(Locale.ROOT);
            isSheets |= name.equals("xl/workbook.xml");
            isBinary |= name.equals("xl/workbook.bin");
            isOpenDocument |= name.equals("content.xml");
            if (name.endsWith(".xml") || name.endsWith(".rels")) {
                checkSize(zip, entry, name.contains("sheets/"));
            }
        }
        if (!isSheets) {
            throw refused(
                    isBinary
                            ? "is a binary workbook (.xlsb): save it as .xlsx or CSV"
                            : isOpenDocument
                                    ? "is an OpenDocument: save it as .xlsx or CSV"
                                    : "is a zip archive and no workbook: unpack it");
        }
    }

    /** The sizes that the archive itself tells may be wrong. */
    private void checkSize(ZipFile zip, ZipEntry entry, boolean isSheet) throws IOException {
        long most =
                Math.min(isSheet ? MOST_BYTES : MOST_HELD, Math.max(NO_MATTER, MOST_RATIO * entry.getCompressedSize()));
        References references = new References();
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (InputStream part = zip.getInputStream(entry)) {
            for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                bytes += read;
                if (bytes > most) {
                    throw refused("unpacks to more than " + (most >> 20) + " MB of " + Excerpt.of(entry.getName())
                            + ", as no workbook of its size does: save what is wanted as CSV");
                }
                if (isSheet && references.areOutside(buffer, read)) {
                    throw refused("has a cell outside of any sheet in " + Excerpt.of(entry.getName())
                            + ": no spreadsheet wrote it");
                }
            }
        }
    }

    /** Looks for cells whose column has more letters than XFD, the last one: a row is held up to its last cell. */
    private static final class References {
        private static final byte[] OPENING = " r=\"".getBytes(StandardCharsets.US_ASCII);
        private int matched;
        private int letters;

        boolean areOutside(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                byte next = bytes[i] >= 0 && bytes[i] < ' ' ? (byte) ' ' : bytes[i];
                if (matched == OPENING.length) {
                    boolean isLetter = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
                    letters = isLetter ? letters + 1 : 0;
                    if (letters > MOST_LETTERS) {
                        return true;
                    }
                    matched = isLetter ? matched : 0;
                } else {
                    matched = next == OPENING[matched] ? matched + 1 : next == OPENING[0] ? 1 : 0;
                }
            }
            return false;
        }
    }

    private DataRefused refused(String why) {
        return new DataRefused(label + " " + why);
    }
}
