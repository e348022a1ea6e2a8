package io.engagement.connect;

import java.util.HashMap;
import java.util.Map;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** What the formats of a sheet's cells show: a sheet has few, and each is worked out once. */
final class CellFormats {
    private final Map<Format, CellFormat> known = new HashMap<>();

    private record Format(@Nullable Integer id, @Nullable String code) {}

    CellFormat of(Cell cell) {
        return known.computeIfAbsent(
                new Format(cell.getDataFormatId(), cell.getDataFormatString()),
                format -> CellFormat.of(format.id(), format.code()));
    }
}
