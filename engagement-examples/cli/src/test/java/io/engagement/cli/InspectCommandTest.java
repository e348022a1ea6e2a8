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
                .contains("purpose, initiator: rows are orders by the names of their columns");
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

    /** Nothing is typed between the look and the scores. */
    private Run scoredAsSeen(String name, String text, String charset) throws IOException {
        Path file = Files.write(folder.resolve(name), text.getBytes(Charset.forName(charset)));
        Path mapping = folder.resolve(name + ".toml");
        Run seen = Run.of("inspect", file.toString(), "--save", mapping.toString());
        assertThat(seen.exitCode()).as(seen.err()).isZero();
        return Run.of("fit", "--model", "nbd", "--mapping", mapping.toString(), "--input", file.toString());
    }

    @Test
    void aTimeIsFoundByItsTextsWhateverItsColumnIsCalled() throws IOException {
        String german = """
                Bestellungen 2026
                \s
                Auftrag;Kd.-Nr.;Bestellt am, Uhrzeit;Gesamtbetrag;Ort
                1;K1;31.01.2026 08:15;1.084,50 \u20ac;K\u00f6ln
                2;K2;01.02.2026 09:00;10,- \u20ac;Bonn
                3;K1;02.02.2026 10:30;-10,84 \u20ac;K\u00f6ln
                """;
        Run read = scoredAsSeen("german.csv", german, "windows-1252");
        assertThat(read.err())
                .contains("rows: 3 accepted", " 0 refused", "2 before and behind the table left out")
                .contains("1 purchases of a negative value are read as returns");
        assertThat(folder.resolve("german.csv.toml"))
                .content(Charset.forName("UTF-8"))
                .contains("# guessed: at: column Bestellt am, Uhrzeit, as its texts are times", "decimal = \",\"")
                .doesNotContain("missing");
    }

    @Test
    void ordersOfOtherCountriesAreReadAsTheyAreSeen() throws IOException {
        String american = """
                Order Number,Customer Email,Ordered On,Grand Total,Items
                1001,a@x.example,01/31/2026 8:15 PM,"$1,084.50",2
                1002,b@x.example,02/01/2026 9:00 AM,$10.84,1
                """;
        assertThat(scoredAsSeen("american.csv", american, "UTF-8").err())
                .contains("rows: 2 accepted", "dates are read with the month first, as '01/31/2026 8:15 PM' shows");
        String french = """
                N\u00b0 commande\tcode client\tcr\u00e9\u00e9e le\tmontant\tproduit
                1\tC1\t31 janv. 2026\t1\u202f084,50\tx
                2\tC2\t1 f\u00e9vr. 2026\t12,00\ty
                """;
        assertThat(scoredAsSeen("french.csv", french, "UTF-16").err()).contains("rows: 2 accepted", " 0 refused");
        String swiss = "Rechnung|Kundennummer|Rechnungsdatum|Betrag\n1|K1|20260131|CHF 1'084.50\n2|K1|20260201|5.00\n";
        assertThat(scoredAsSeen("swiss.csv", swiss, "UTF-8").err()).contains("rows: 2 accepted", " 0 refused");
    }

    @Test
    void numbersThatMayBeTimesAreNoTimesUnlessTheirNameSaysSo() {
        Path file = Run.file(folder, "in.csv", "artikel,kunde,wann,betrag\n45001,1,45474,25000\n45002,2,45475,31000\n");
        Run seen = Run.of("inspect", file.toString());
        assertThat(seen.out())
                .contains("numbers, which may be times", "at: when it happened", "value = \"betrag\"")
                .doesNotContain("\nat = ");
    }

    @Test
    void whatTheFileDoesNotTellIsMissingWithWhatToWrite() {
        Path file = Run.file(
                folder,
                "in.csv",
                "customer,at,order id,value,currency\na,01/02/2026,7,1,EUR\na,01/02/2026,7,2,USD\nb,03/02/2026,8,2,EUR\n");
        assertThat(Run.of("inspect", file.toString()).out())
                .contains("time-format: whether the day or the month comes first in at, as no row seen shows it. Write"
                        + " time-format = \"dd/MM/yyyy\" or \"MM/dd/yyyy\"")
                .contains("currency: which one amounts are counted in, of EUR, USD. Write currency = \"EUR\"")
                .contains(
                        "id: none, as rows of one order id repeat. If they are parts of one interaction, write add-up ="
                                + " \"id\" and under [map] id = \"order id\"");
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
        assertThat(run.json()).containsKeys("file", "columns", "guessed", "missing", "mapping");
        assertThat(run.json().get("mapping")).isEqualTo("""
                delimiter = "\\t"

                [map]
                customer = "customer_id"
                at = "at"
                purpose = "purpose"
                """);
    }
}
