package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop's export as a German spreadsheet saves it: a title, semicolons, windows-1252, decimal commas, days first, returns as
 * negative rows, francs beside euros, orders that were cancelled, and a line of sums. One mapping file is all that it takes.
 */
class GermanShopTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final int CUSTOMERS = 240;
    private static final double RATE = 1.05;
    private static final String MAPPING = """
            # Bestellungen aus dem Shop, monatlich
            delimiter = ";"
            charset = "windows-1252"
            time-format = "dd.MM.yyyy"
            decimal = ","
            currency = "EUR"
            where = ["Status!=storniert"]

            [map]
            customer = "Käufer"
            at = "Bestellt am"
            value = "Betrag"
            currency = "Währung"

            [set]
            purpose = "PURCHASE"
            initiator = "CUSTOMER"
            channel = "shop"

            [rates]
            CHF = 1.05
            """;

    @TempDir
    private Path folder = Path.of("");

    private final StringBuilder german = new StringBuilder(
            "Bestellungen – Müller & Söhne, Stand 31.12.2025;;;;;\n\nBestell-Nr.;Käufer;Bestellt am;Betrag;Währung;Status\n");
    private final StringBuilder plain = new StringBuilder("customer_id,at,value,purpose,initiator,channel\n");
    private int orders;
    private int returns;
    private int cancelled;

    @BeforeEach
    void drawOrders() throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < CUSTOMERS; i++) {
            String customer = "Käufer Nr. %03d".formatted(i);
            boolean isSwiss = i % 7 == 3;
            LocalDate day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(150));
            int every = 8 + random.nextInt(60);
            for (int k = 1 + random.nextInt(9); k > 0 && day.getYear() == 2025; k--) {
                long cents = 1_500L + random.nextInt(180_000);
                add(customer, day, cents, isSwiss, k % 11 == 5 ? "storniert" : "bezahlt");
                if (random.nextInt(9) == 0 && day.plusDays(6).getYear() == 2025) {
                    add(customer, day.plusDays(6), -cents, isSwiss, "erstattet");
                }
                day = day.plusDays(1 + random.nextInt(2 * every));
            }
        }
        german.append(";Summe;;").append(amount(12_345_678_90L)).append(";;\n");
        Files.write(
                folder.resolve("Bestellungen.csv"),
                german.toString().replace("\n", "\r\n").getBytes(WINDOWS));
        Run.file(folder, "shop.toml", MAPPING);
        Run.file(folder, "plain.csv", plain.toString());
    }

    private void add(String customer, LocalDate day, long cents, boolean isSwiss, String status) {
        orders++;
        german.append(String.join(
                        ";", "B-" + orders, customer, DAY.format(day), amount(cents), isSwiss ? "CHF" : "EUR", status))
                .append('\n');
        if (status.equals("storniert")) {
            cancelled++;
            return;
        }
        returns += cents < 0 ? 1 : 0;
        double euros = isSwiss ? cents / 100.0 * RATE : cents / 100.0;
        plain.append(String.join(
                        ",",
                        customer,
                        day.toString(),
                        String.valueOf(euros),
                        cents < 0 ? "RETURN" : "PURCHASE",
                        "CUSTOMER",
                        "shop"))
                .append('\n');
    }

    /** 1.234,50 for 123450. */
    private static String amount(long cents) {
        String whole = String.format(Locale.ROOT, "%,d", Math.abs(cents) / 100).replace(',', '.');
        return (cents < 0 ? "-" : "") + whole + "," + String.format(Locale.ROOT, "%02d", Math.abs(cents) % 100);
    }

    private Run score(String... input) {
        return Run.onBase("score", new String[] {"--as-of", "2025-12-31"}, input);
    }

    @Test
    void oneMappingFileReadsItAll() {
        Run run = score(
                "--input",
                folder.resolve("Bestellungen.csv").toString(),
                "--mapping",
                folder.resolve("shop.toml").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> told = run.err().lines().toList();
        assertThat(told)
                .contains(
                        "rows: " + (orders - cancelled)
                                + " accepted, 0 duplicates left out, 0 identical without id kept," + " 0 refused, "
                                + cancelled + " left out by --where, 2 before and behind the table left out",
                        "note: Bestellungen.csv: " + returns
                                + " purchases of a negative value are read as returns; --negative-purchases to change",
                        "note: Bestellungen.csv: left out what is before the header: 'Bestellungen – Müller & Söhne, Stand"
                                + " 31.12.2025'");
        Run clean = score("--input", folder.resolve("plain.csv").toString(), "--currency", "EUR");
        assertThat(run.out()).isEqualTo(clean.out());
        assertThat(run.column("customer_id")).hasSize(CUSTOMERS).contains("Käufer Nr. 003");
    }

    /** What the message of each refusal names, until nothing is refused. */
    @Test
    void withoutTheMappingTheMessagesLeadToIt() {
        String file = folder.resolve("Bestellungen.csv").toString();
        Run undecoded = score("--input", file);
        assertThat(undecoded.err())
                .contains("is not text in UTF-8", "name its encoding with --charset", "e.g. windows-1252");
        Run unmapped = score("--input", file, "--charset", "windows-1252", "--delimiter", ";");
        assertThat(unmapped.err()).contains("has no column for customer: name it with --map customer=COLUMN");
        String[] mapped = {
            "--input",
            file,
            "--charset",
            "windows-1252",
            "--delimiter",
            ";",
            "--map",
            "customer=Käufer,at=Bestellt am,value=Betrag,currency=Währung",
            "--set",
            "purpose=PURCHASE,initiator=CUSTOMER"
        };
        Run numbers = score(mapped);
        assertThat(numbers.exitCode()).isEqualTo(1);
        assertThat(numbers.err()).contains("1.084,50 with --decimal ,");
        Run money = score(Stream.of(mapped, new String[] {"--decimal", ","})
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
        assertThat(money.exitCode()).isEqualTo(1);
        assertThat(money.err()).contains("amounts are in several currencies, [CHF, EUR]", "--currency", "--rate");
    }
}
