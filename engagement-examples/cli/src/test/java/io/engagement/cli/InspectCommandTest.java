package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a file leads to a mapping by which it is read. */
class InspectCommandTest {
    private static final String SHOP = """
            "Bestellungen, Export vom 01.03.2026";;;;
            Bestellnummer;Kundennummer;Datum;Betrag;Status;W\u00e4hrung
            1;K1;31.01.2026;1.084,50;bezahlt;EUR
            2;K2;01.02.2026;10,84;storniert;EUR
            3;K1;02.02.2026;-10,84;bezahlt;EUR
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path shop() throws IOException {
        return Files.write(folder.resolve("shop.csv"), SHOP.getBytes(Charset.forName("windows-1252")));
    }

    @Test
    void whatIsSeenOfAGermanShopIsTheMappingThatReadsIt() throws IOException {
        Path mapping = folder.resolve("shop.toml");
        Run seen = Run.of("inspect", shop().toString(), "--save", mapping.toString());
        assertThat(seen.exitCode()).as(seen.err()).isZero();
        assertThat(seen.out())
                .contains("encoding windows-1252, fields separated by ';'")
                .contains("before the header: 'Bestellungen, Export vom 01.03.2026'")
                .contains("numbers with a decimal comma")
                .contains("purpose: what happened. Under [set] write purpose = \"PURCHASE\"");
        assertThat(seen.err()).contains("nothing is made of Status");
        assertThat(mapping)
                .content()
                .contains(
                        "delimiter = \";\"",
                        "decimal = \",\"",
                        "customer = \"Kundennummer\"",
                        "at = \"Datum\"",
                        "value = \"Betrag\"",
                        "id = \"Bestellnummer\"",
                        "currency = \"W\u00e4hrung\"");
        Run read = Run.of(
                "fit",
                "--model",
                "nbd",
                "--mapping",
                mapping.toString(),
                "--input",
                shop().toString(),
                "--set",
                "purpose=PURCHASE",
                "--where",
                "Status=bezahlt");
        assertThat(read.err())
                .contains("2 accepted", " 0 refused, 1 left out by --where, 1 before and behind the table left out")
                .contains("1 purchases of a negative value are read as returns");
    }

    @Test
    void aMappingThatCannotBeIsWrongUsageByItsLine() throws IOException {
        Path mapping = Run.file(folder, "m.toml", "decimal = \",\"\ncolour = 1\n");
        Run run = Run.of("fit", "--model", "nbd", "--input", shop().toString(), "--mapping", mapping.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("m.toml line 2: there is no 'colour' in a mapping");
    }

    @Test
    void whatIsNoTableIsRefused() {
        Path file = Run.file(folder, "in.csv", "1,2\n3,4\n");
        assertThat(Run.of("inspect", file.toString()).exitCode()).isEqualTo(1);
        assertThat(Run.of("inspect", folder.resolve("none.csv").toString()).exitCode())
                .isEqualTo(1);
        assertThat(Run.of("inspect", file.toString(), "--save", file.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void aProgramReadsItAsJson() {
        Path file = Run.file(folder, "in.csv", "customer_id\tat\tpurpose\na\t2026-01-01\tUSE\n");
        Run run = Run.of("inspect", "--json", file.toString());
        assertThat(run.json()).containsKeys("file", "columns", "missing", "mapping");
        assertThat(run.json().get("mapping")).isEqualTo("delimiter = \"\\t\"\n");
    }
}
