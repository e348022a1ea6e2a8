package io.engagement.connect.parquet;

import io.engagement.connect.FileFormat;
import io.engagement.connect.Layout;
import io.engagement.connect.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Parquet files as sources: each column that holds one value a row, those of groups by their names with a point between. */
public final class ParquetFormat implements FileFormat {
    private static final int LENGTH = 4;

    @Override
    public String name() {
        return "Parquet";
    }

    @Override
    public boolean isBegunBy(byte[] beginning) {
        String first = new String(beginning, 0, Math.min(LENGTH, beginning.length), StandardCharsets.US_ASCII);
        return first.equals("PAR1") || first.equals(ParquetFile.ENCRYPTED);
    }

    @Override
    public Source open(Path file, Layout layout) {
        return new ParquetFile(file);
    }
}
