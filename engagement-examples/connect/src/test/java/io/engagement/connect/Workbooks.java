package io.engagement.connect;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks as programs write them, part by part. */
final class Workbooks {
    /** Formats of cells by their number: none, a day, a day and time, a percentage, an own one, a duration, milliseconds. */
    private static final String STYLES = """
            <styleSheet><numFmts count="4">
            <numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/>
            <numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;days&quot;"/>
            <numFmt numFmtId="166" formatCode="[h]:mm:ss"/>
            <numFmt numFmtId="167" formatCode="yyyy-mm-dd hh:mm:ss.000"/>
            </numFmts><cellXfs count="7"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/>
            <xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>
            """;

    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final List<String> states = new ArrayList<>();
    private final List<String> shared = new ArrayList<>();
    private boolean is1904;

    /** With a sheet, whose rows are those of XML. */
    Workbooks sheet(String name, String rows) {
        return sheet(name, "visible", rows);
    }

    Workbooks sheet(String name, String state, String rows) {
        sheets.put(name, rows);
        states.add(state);
        return this;
    }

    Workbooks shared(String... texts) {
        shared.addAll(List.of(texts));
        return this;
    }

    Workbooks of1904() {
        is1904 = true;
        return this;
    }

    /** A row of texts; those that look like XML are cells as they are. */
    static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            String place = " r=\"" + (char) ('A' + i) + number + "\"";
            if (cells[i].startsWith("<c")) {
                row.append("<c").append(place).append(cells[i].substring(2));
            } else if (!cells[i].isEmpty()) {
                row.append("<c").append(place).append(" t=\"inlineStr\"><is><t>");
                row.append(cells[i]).append("</t></is></c>");
            }
        }
        return row.append("</row>").toString();
    }

    /** A number with a format. */
    static String number(String raw, int format) {
        return "<c s=\"" + format + "\"><v>" + raw + "</v></c>";
    }

    Path save(Path folder, String name) {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "[Content_Types].xml", types());
            put(zip, "xl/workbook.xml", workbook());
            put(zip, "xl/_rels/workbook.xml.rels", relations());
            put(zip, "xl/styles.xml", STYLES);
            put(zip, "xl/sharedStrings.xml", texts());
            int number = 0;
            for (String rows : sheets.values()) {
                number++;
                put(
                        zip,
                        "xl/worksheets/sheet" + number + ".xml",
                        "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String types() {
        String kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        return "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"" + kind + "sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + kind + "styles+xml\"/>"
                + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + kind
                + "sharedStrings+xml\"/></Types>";
    }

    private String workbook() {
        StringBuilder text = new StringBuilder(
                "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">");
        text.append(is1904 ? "<workbookPr date1904=\"1\"/>" : "<workbookPr/>").append("<sheets>");
        int number = 0;
        for (String name : sheets.keySet()) {
            text.append("<sheet name=\"" + name + "\" sheetId=\"" + (number + 1) + "\" state=\"" + states.get(number)
                    + "\" r:id=\"rId" + (number + 1) + "\"/>");
            number++;
        }
        return text.append("</sheets></workbook>").toString();
    }

    private String relations() {
        StringBuilder text = new StringBuilder("<Relationships>");
        for (int i = 1; i <= sheets.size(); i++) {
            text.append("<Relationship Id=\"rId" + i + "\" Target=\"worksheets/sheet" + i + ".xml\"/>");
        }
        return text.append("</Relationships>").toString();
    }

    private String texts() {
        StringBuilder text = new StringBuilder("<sst>");
        shared.forEach(each -> text.append("<si><t>").append(each).append("</t></si>"));
        return text.append("</sst>").toString();
    }
}
