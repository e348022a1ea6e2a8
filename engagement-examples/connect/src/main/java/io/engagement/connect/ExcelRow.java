package io.engagement.connect;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;

/** A row of a sheet. What it has no cell for behind its last one is empty. */
final class ExcelRow implements Row {
    private static final Set<String> ERRORS = Set.of(
            "#NULL!",
            "#DIV/0!",
            "#VALUE!",
            "#REF!",
            "#NAME?",
            "#NUM!",
            "#N/A",
            "#GETTING_DATA",
            "#SPILL!",
            "#CALC!",
            "#FIELD!",
            "#BLOCKED!",
            "#CONNECT!",
            "#BUSY!",
            "#UNKNOWN!",
            "#PYTHON!");

    /** How workbooks write signs that XML cannot hold. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final org.dhatim.fastexcel.reader.Row row;
    private final String sheet;
    private final ExcelTimes times;
    private final CellFormats formats;
    private final int fields;

    ExcelRow(org.dhatim.fastexcel.reader.Row row, String sheet, ExcelTimes times, CellFormats formats) {
        this.row = row;
        this.sheet = sheet;
        this.times = times;
        this.formats = formats;
        int last = row.getCellCount();
        while (last > 0 && isEmpty(last - 1)) {
            last--;
        }
        this.fields = last;
    }

    private boolean isEmpty(int column) {
        return type(column) == Type.TEXT && Blanks.strip(field(column)).isEmpty();
    }

    /** Whether nothing is in it. */
    boolean isEmpty() {
        return fields == 0;
    }

    @Override
    public int fields() {
        return fields;
    }

    @Override
    public boolean leavesOutEmpty() {
        return true;
    }

    private Optional<Cell> cell(int column) {
        return column < row.getCellCount() ? Optional.ofNullable(row.getCell(column)) : Optional.empty();
    }

    @Override
    public String field(int column) {
        return cell(column).map(this::text).orElse("");
    }

    private String text(Cell cell) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal number) {
            return text(cell, number);
        }
        if (value instanceof Boolean truth) {
            // As spreadsheets save it as CSV.
            return truth ? "TRUE" : "FALSE";
        }
        return value == null ? "" : unescaped(value.toString());
    }

    private String text(Cell cell, BigDecimal number) {
        CellFormat format = formats.of(cell);
        return isTime(number, format) ? times.text(number.doubleValue(), format) : PlainTexts.ofSheet(number);
    }

    private boolean isTime(BigDecimal number, CellFormat format) {
        return format != CellFormat.NUMBER && times.holds(number.doubleValue());
    }

    private static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                : text;
    }

    @Override
    public Type type(int column) {
        return cell(column).map(this::type).orElse(Type.TEXT);
    }

    private Type type(Cell cell) {
        if (isError(cell)) {
            return Type.ERROR;
        }
        if (!(cell.getValue() instanceof BigDecimal number)) {
            return Type.TEXT;
        }
        CellFormat format = formats.of(cell);
        if (!isTime(number, format)) {
            return Type.NUMBER;
        }
        return format == CellFormat.ELAPSED ? Type.TEXT : Type.TIME;
    }

    /** Of a formula there may also be no value, if whoever wrote the file did not calculate it. */
    private static boolean isError(Cell cell) {
        boolean isCalculated = cell.getType() == CellType.FORMULA || cell.getType() == CellType.ERROR;
        return isCalculated
                && (cell.getRawValue() == null
                        || (cell.getValue() instanceof String text
                                && (cell.getType() == CellType.ERROR || ERRORS.contains(text))));
    }

    @Override
    public boolean mayHoldErrors() {
        return true;
    }

    @Override
    public long line() {
        return row.getRowNum();
    }

    @Override
    public String unit() {
        return "sheet '" + sheet + "' row";
    }
}
