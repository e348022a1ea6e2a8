package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables beside the base, whatever form they have, mean what they mean as CSV. */
class SmallTablesTest {
    @TempDir
    private Path folder = Path.of("");

    /** By a command with its words, of which FILE is the table, the table's rows. */
    static Stream<Map.Entry<String, List<String>>> tables() {
        List<String> periods = new ArrayList<>(List.of("unit,period,event,x"));
        List<String> panel = new ArrayList<>(List.of("unit,period,group,outcome"));
        List<String> trial = new ArrayList<>(List.of("customer,arm,outcome,age,region"));
        for (int i = 0; i < 120; i++) {
            periods.add("u" + i + ",1," + (i % 4 == 0 ? "yes" : "no") + "," + i % 2);
            trial.add("c" + i + "," + (i % 2 == 0 ? "mail" : "control") + "," + i % 7 + "," + (20 + i % 40) + ","
                    + (i % 3 == 0 ? "north" : "south"));
        }
        for (int i = 0; i < 60; i++) {
            panel.add("u" + i % 20 + "," + (2001 + i / 20) + "," + (i % 2 == 0 ? "2003" : "") + ","
                    + (i * 37 % 11) / 4.0);
        }
        return Stream.of(
                Map.entry("hazard --ridge 1 --periods FILE", periods),
                Map.entry("panel FILE", panel),
                Map.entry("targeting --hold-out control --covariates age,region --input FILE", trial),
                Map.entry("experiment read --units FILE --arm arm --outcome outcome --customer customer", trial),
                Map.entry(
                        "mutual --referrals FILE --input BASE",
                        List.of("referrer,referred,at", "c1,c2,2024-01-04", "c3,c4,2024-03-03")),
                Map.entry(
                        "outcomes --assignments FILE --input BASE",
                        Stream.concat(
                                        Stream.of("customer_id,campaign,arm,at"),
                                        IntStream.range(0, 40)
                                                .mapToObj(i -> "c" + i + ",spring," + (i % 2 == 0 ? "mail" : "control")
                                                        + ",2024-01-03"))
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void anyFormIsRead(Map.Entry<String, List<String>> table) throws IOException {
        List<String> rows = table.getValue();
        Run csv = run(table.getKey(), Run.file(folder, "t.csv", text(rows, ",")));
        assertThat(csv.exitCode()).as(csv.err()).isZero();
        List<Path> others = List.of(
                Run.file(folder, "semicolons.csv", text(rows, ";")),
                Files.write(
                        folder.resolve("wide.csv"), ("\ufeff" + text(rows, ",")).getBytes(StandardCharsets.UTF_16LE)),
                Files.write(folder.resolve("t.csv.gz"), gzip(text(rows, ","))),
                Run.file(folder, "t.jsonl", json(rows, "\n")),
                Run.file(folder, "t.json", "[" + json(rows, ",\n") + "]"),
                workbook(rows));
        for (Path other : others) {
            Run run = run(table.getKey(), other);
            assertThat(run.out()).as(other + " " + run.err()).isEqualTo(csv.out());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRowThatIsTooShortRefusesTheFileByItsPlace(Map.Entry<String, List<String>> table) {
        List<String> rows = table.getValue();
        Run csv = run(table.getKey(), Run.file(folder, "t.csv", text(rows, ",") + "x\n"));
        assertThat(csv.exitCode()).as(csv.out()).isEqualTo(1);
        assertThat(csv.err())
                .contains("t.csv line " + (rows.size() + 1) + ": 1 fields, the header has "
                        + rows.get(0).split(",").length);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aHeaderAloneIsRefusedWhereRowsAreNeeded(Map.Entry<String, List<String>> table) {
        Assumptions.assumeFalse(table.getKey().startsWith("mutual"), "nobody may have referred anybody");
        Run run = run(table.getKey(), Run.file(folder, "t.csv", table.getValue().get(0) + "\n"));
        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        assertThat(run.err()).contains("t.csv has no rows: it needs one for each ");
    }

    @Test
    void aRowOfASheetIsNamedAsOne() throws IOException {
        List<String> rows = List.of("unit,period,group,outcome", "a,2001,2002,1", "a,soon,2002,1");
        assertThat(run("panel FILE", workbook(rows)).err())
                .contains(
                        "t.xlsx sheet 'Table' row 3: ",
                        "column period: 'soon' is not allowed; it takes a whole number");
        assertThat(run("panel FILE --sheet Other", workbook(rows)).err()).contains("'Other'");
    }

    private Run run(String words, Path file) {
        StringBuilder base = new StringBuilder("customer_id,at,purpose,value,initiator\n");
        for (int i = 0; i < 200; i++) {
            base.append('c')
                    .append(i % 40)
                    .append(",2024-01-")
                    .append(i % 27 < 9 ? "0" : "")
                    .append(i % 27 + 1)
                    .append(",PURCHASE,")
                    .append(i % 9)
                    .append(",CUSTOMER\n");
        }
        String input = Run.file(folder, "base.csv", base.toString()).toString();
        return Run.of(Stream.of(words.split(" "))
                .map(word -> word.equals("FILE") ? file.toString() : word.equals("BASE") ? input : word)
                .toList());
    }

    private static String text(List<String> rows, String separator) {
        return String.join("\n", rows).replace(",", separator) + "\n";
    }

    private static String json(List<String> rows, String between) {
        String[] names = rows.get(0).split(",");
        return String.join(
                between,
                rows.stream()
                        .skip(1)
                        .map(row -> object(names, row.split(",", -1)))
                        .toList());
    }

    private static String object(String[] names, String... cells) {
        return IntStream.range(0, names.length)
                .mapToObj(i ->
                        "\"" + names[i] + "\": " + (cells[i].matches("[0-9.]+") ? cells[i] : "\"" + cells[i] + "\""))
                .toList()
                .toString()
                .replace('[', '{')
                .replace(']', '}');
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Path workbook(List<String> rows) {
        Path file = folder.resolve("t.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Table");
            for (int i = 0; i < rows.size(); i++) {
                String[] cells = rows.get(i).split(",", -1);
                for (int j = 0; j < cells.length; j++) {
                    if (cells[j].matches("[0-9.]+")) {
                        sheet.value(i, j, Double.parseDouble(cells[j]));
                    } else {
                        sheet.value(i, j, cells[j]);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
