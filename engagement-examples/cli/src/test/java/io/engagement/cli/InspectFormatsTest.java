package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.connect.TableColumn;
import io.engagement.connect.TableFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a workbook, a Parquet file or a query leads to a mapping by which it is read. */
class InspectFormatsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path workbook() throws IOException {
        Path file = folder.resolve("book.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet hidden = workbook.newWorksheet("Lists");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            hidden.value(0, 0, "x");
            Worksheet sheet = workbook.newWorksheet("Orders");
            sheet.value(0, 0, "Orders of 2026");
            List<String> names = List.of("Customer ID", "Created at", "Total", "Note");
            for (int i = 0; i < names.size(); i++) {
                sheet.value(2, i, names.get(i));
            }
            for (int i = 3; i < 30; i++) {
                sheet.value(i, 0, 40_000 + i % 5);
                sheet.value(i, 1, LocalDateTime.of(2026, 1, 1, 8, 0).plusDays(i));
                sheet.style(i, 1).format("dd.mm.yyyy hh:mm").set();
                sheet.value(i, 2, i / 4.0);
            }
            workbook.newWorksheet("Returns").value(0, 0, "nothing");
        }
        return file;
    }

    @Test
    void ofAWorkbookTheSheetsAndTheTypesOfCellsAreTold() throws IOException {
        Path mapping = folder.resolve("book.toml");
        Run seen = Run.of("inspect", workbook().toString(), "--save", mapping.toString());
        assertThat(seen.exitCode()).as(seen.err()).isZero();
        assertThat(seen.out())
                .contains("an Excel workbook; its sheets are 'Lists' (hidden), 'Orders', 'Returns'")
                .contains("before the header: 'Orders of 2026'")
                .contains("times, typed", "numbers, typed")
                .containsPattern("Customer ID +numbers, typed +27 of 27 +40003 \\| 40004 \\| 40000 +customer");
        Run read = Run.of(
                "score",
                "--input",
                workbook().toString(),
                "--mapping",
                mapping.toString(),
                "--set",
                "purpose=PURCHASE");
        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.out()).contains("40003");
        assertThat(read.err()).contains("27 accepted", "read is the sheet 'Orders', the first with rows");
    }

    @Test
    void aSheetThatIsNamedIsLookedAtAndNamedInTheMapping() throws IOException {
        Run seen = Run.of("inspect", workbook().toString(), "--sheet", "orders");
        assertThat(seen.out()).contains("sheet = \"orders\"", "customer = \"Customer ID\"");
        Run none = Run.of("inspect", workbook().toString(), "--sheet", "2025");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("has no sheet '2025'; its sheets are 'Lists' (hidden), 'Orders', 'Returns'");
    }

    @Test
    void ofParquetTheTypesAreTold() throws IOException {
        Path file = folder.resolve("orders.parquet");
        TableFormat parquet = ServiceLoader.load(TableFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals("parquet"))
                .findFirst()
                .orElseThrow();
        try (OutputStream out = Files.newOutputStream(file);
                TableFormat.Rows rows = parquet.begin(
                        out,
                        List.of(
                                TableColumn.text("customer_id"),
                                TableColumn.time("created_at"),
                                TableColumn.number("total")))) {
            for (int i = 0; i < 50; i++) {
                rows.add(Arrays.asList("c" + i % 9, Instant.ofEpochSecond(1_760_000_000L + 86_400L * i), i / 4.0));
            }
        }
        Path mapping = folder.resolve("orders.toml");
        Run seen = Run.of("inspect", file.toString(), "--save", mapping.toString());
        assertThat(seen.exitCode()).as(seen.err()).isZero();
        assertThat(seen.out()).contains("Parquet", "times, typed", "numbers, typed", "at = \"created_at\"");
        Run read = Run.of(
                "score", "--input", file.toString(), "--mapping", mapping.toString(), "--set", "purpose=PURCHASE");
        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.err()).contains("50 accepted");
    }

    @Test
    void ofAQueryTheColumnsAreTold() throws SQLException {
        String address = "jdbc:h2:" + folder.resolve("shop");
        try (Connection connection = DriverManager.getConnection(address, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table orders (customer_id bigint, created_at timestamp with time zone)");
            statement.execute("insert into orders values (10023, current_timestamp)");
        }
        Run seen = Run.of("inspect", address, "--query", "select * from orders", "--user", "sa");
        assertThat(seen.exitCode()).as(seen.err()).isZero();
        assertThat(seen.out())
                .contains("a query to " + address)
                .containsPattern("CUSTOMER_ID +numbers, typed +1 of 1 +10023 +customer")
                .containsPattern("CREATED_AT +times, typed");
    }
}
