package io.engagement.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.internal.text.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = Table.builder()
            .column("channel")
            .column("contacts")
            .column("rate", "%.1f")
            .column("since")
            .row("e-mail, \"weekly\"", 12345L, 0.59784, Instant.EPOCH)
            .row("phone", 7, Double.NaN, null)
            .row("\u001bx", 0, Double.POSITIVE_INFINITY, true)
            .build();

    @Test
    void textIsAlignedWithNumbersToTheRight() {
        assertThat(TABLE).hasToString("""
                channel           contacts      rate  since
                e-mail, "weekly"    12,345       0.6  1970-01-01T00:00:00Z
                phone                    7         -  -
                \\u001bx                  0  Infinity  true
                """);
    }

    @Test
    void csvHoldsAllDigitsAndQuotesWhatWouldBreakALine() {
        assertThat(TABLE.toCsv()).isEqualTo("""
                channel,contacts,rate,since
                "e-mail, ""weekly""\",12345,0.59784,1970-01-01T00:00:00Z
                phone,7,,
                \u001bx,0,Infinity,true
                """);
    }

    @Test
    void jsonHoldsNumbersAsNumbersAndNullForWhatIsUndefined() {
        assertThat(TABLE.toJson()).isEqualTo("""
                [
                {"channel": "e-mail, \\"weekly\\"", "contacts": 12345, "rate": 0.59784, "since": "1970-01-01T00:00:00Z"},
                {"channel": "phone", "contacts": 7, "rate": null, "since": null},
                {"channel": "\\u001bx", "contacts": 0, "rate": "Infinity", "since": true}
                ]
                """);
    }

    @Test
    void halfOfAPairedCharacterIsEscapedInJson() {
        assertThat(Json.string("\ud83d")).isEqualTo("\"\\ud83d\"");
        assertThat(Json.string("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
    }

    @Test
    void aTableWithoutRowsIsAHeadOrAnEmptyArray() {
        Table empty = Table.builder().column("a").column("b").build();
        assertThat(empty).hasToString("a  b\n");
        assertThat(empty.toCsv()).isEqualTo("a,b\n");
        assertThat(empty.toJson()).isEqualTo("[]\n");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> Table.builder().column("a").row(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row of 2 cells in a table of 1 columns");
    }

    /** A spreadsheet takes them for formulas; a program that reads them back gets the id. */
    @Test
    void cellsThatLookLikeFormulasStayAsTheyAre() {
        for (String id : new String[] {"=cmd|' /C calc'!A0", "+1", "-1", "@sum(1)"}) {
            Table table = Table.builder().column("customer").row(id).build();

            assertThat(table.toCsv()).isEqualTo("customer\n" + id + "\n");
        }
    }

    @Test
    void whatIsRoundedToNoughtFromBelowHasNoSignForPeople() {
        Table table =
                Table.builder().column("excess", "%.4f").row(-1e-9).row(-0.5).build();

        assertThat(table).hasToString(" excess\n 0.0000\n-0.5000\n");
        assertThat(table.toCsv()).isEqualTo("excess\n-1.0E-9\n-0.5\n");
    }
}
