package io.engagement.connect;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** Workbooks of Excel and of other spreadsheets; old and protected ones are told apart and refused. */
public final class ExcelFormat implements FileFormat {
    private static final byte[] ZIP = HexFormat.of().parseHex("504b0304");
    static final byte[] COMPOUND = HexFormat.of().parseHex("d0cf11e0a1b11ae1");

    @Override
    public String name() {
        return "an Excel workbook";
    }

    @Override
    public String about(Path file, Layout layout) {
        return name() + "; " + new ExcelFile(file, layout.sheet()).sheets();
    }

    @Override
    public boolean hasSheets() {
        return true;
    }

    @Override
    public boolean isBegunBy(byte[] beginning) {
        return begins(beginning, ZIP) || begins(beginning, COMPOUND);
    }

    static boolean begins(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    @Override
    public Source open(Path file, Layout layout) {
        return new ExcelFile(file, layout.sheet());
    }
}
