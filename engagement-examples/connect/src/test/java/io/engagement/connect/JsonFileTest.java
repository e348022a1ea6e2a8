package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.history.LogView;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFileTest {
    private static final String ROW = "{\"customer_id\":\"c1\",\"at\":\"2026-01-31\",\"purpose\":\"PURCHASE\"}";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String text) {
        return TestFiles.file(folder, "in.jsonl", text);
    }

    private static Mapping purchasesOf(String customer, String value) {
        return Mapping.builder()
                .map(Field.CUSTOMER, Origin.column(customer))
                .map(Field.VALUE, Origin.column(value))
                .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                .build();
    }

    /** What a column of a row is. */
    private String text(String row, String column) {
        List<String> texts = new ArrayList<>();
        Mapping asking = Mapping.builder().map(Field.ID, Origin.column(column)).build();
        Sources.of(file(row + "\n" + ROW), Layout.usual()).read(Asked.by(asking).by((header, rows) -> {
            Row first = rows.next();
            texts.add(first.fault().orElseGet(() -> first.field(header.indexOf(column))));
        }));
        return texts.get(0);
    }

    @Test
    void nestedFieldsAreColumnsByTheirPath() {
        Path file = file("""
                {"user":{"id":"c1"},"at":"2026-01-31T08:00:00Z","properties":{"items":[{"price":9.5},{"price":1}]}}
                {"at":"2026-02-01T08:00:00Z","properties":{"items":[{"price":3}]},"user":{"name":"x","id":"c2"}}
                """);
        assertThat(Told.of(file, purchasesOf("user.id", "properties.items.0.price"))
                        .interactions())
                .containsExactly(
                        "c1 2026-01-31T08:00:00Z PURCHASE UNKNOWN 9.5", "c2 2026-02-01T08:00:00Z PURCHASE UNKNOWN 3.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":123456789012345678901234567890} | a | 123456789012345678901234567890",
                "{\"a\":1.10} | a | 1.10",
                "{\"a\":1e3} | a | 1e3",
                "{\"a\":-0.0E-5} | a | -0.0E-5",
                "{\"a\":true,\"b\":false} | b | false",
                "{\"a\":{\"b\": [1, 2 ]}} | a | {\"b\": [1, 2 ]}",
                "{\"a\":{\"b\": [1, 2 ]}} | a.b | [1, 2 ]",
                "{\"a\":{\"b\": [1, 2 ]}} | a.b.1 | 2",
                "{\"a\":{\"1\":{\"b\":7}}} | a.1.b | 7",
                "{\"a.b\":5} | a.b | 5",
                "{\"a\":{\"b.c\":{\"d\":6}}} | a.b.c.d | 6",
                "{\"\\u0061\":4} | a | 4",
                "{\"a\":\"\\u00e4\\ud83d\\ude00\\/\\\"x\"} | a | \u00e4\ud83d\ude00/\"x",
                "{\"\u00e4\":\"\u20ac\"} | \u00e4 | \u20ac",
                "{\"a\":[{\"key\":\"x\",\"v\":{\"s\":1}},{\"v\":{\"s\":2},\"key\":\"y.z\"}]} | a[key:y.z].v.s | 2",
                "{\"a\":[7,{\"id\":36,\"value\":\"gold\"}]} | a[id:36].value | gold",
                "{\"a\":[{\"b\":[{\"k\":\"\",\"v\":1},{\"k\":\"n\",\"v\":2}]}]} | a.0.b[k:n].v | 2",
                "{\"a\":[{\"key\":\"x\",\"v\":{\"s\":[1, 2 ]}}]} | a[key:x].v.s | [1, 2 ]",
                "{\"a\":[{\"k\":\"x\",\"b\":[{\"n\":1},{\"n\":2,\"v\":[3 ,4]}]}]} | a[k:x].b[n:2].v | [3 ,4]",
                "{\"a[b:c]\":8} | a[b:c] | 8",
                "{\"a\":\"00012345678901234567\"} | a | 00012345678901234567",
                "{\"a\":[\"\u00e4\", {\"b\" :\"\\u00e4\"} ]} | a | [\"\u00e4\", {\"b\" :\"\\u00e4\"} ]",
                "{\"a\":[{\"key\":\"x\",\"v\":1},{\"key\":\"x\",\"v\":2}]} | a[key:x].v | has two values for 'a.[key:x].v'",
                "{ \"a\" : \"x\" , \"b\" : [ ] } | b | [ ]",
            })
    void aTextIsExactlyWhatIsWritten(String row, String column, String expected) {
        assertThat(text(row, column)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":null,\"b\":1}", "{\"b\":1}", "{\"a\":\"\",\"b\":1}", "{\"b\":{\"a\":1}}"})
    void nullAndWhatIsNotThereAreEmpty(String row) {
        assertThat(text(row, "a")).isEmpty();
    }

    /** Points may belong to names, which must not make ways without end. */
    @Test
    void namesOfManyPointsAreReadInNoTime() {
        String name = "a.".repeat(24_000);
        assertThat(text("{\"" + name + "\":1}", name)).isEqualTo("1");
        String path = "a.".repeat(90) + "b";
        String nested = "{\"a\":".repeat(90) + "{\"b\":2}" + "}".repeat(90);
        assertThat(text(nested, path)).isEqualTo("2");
    }

    @Test
    void aNulIsACharacterLikeOthers() {
        assertThat(text("{\"a\":\"x\\u0000y\"}", "a")).isEqualTo("x\0y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":1,\"a\":2} | has two values for 'a'",
                "{\"a\":1,\"\\u0061\":1} | has two values for 'a'",
                "{\"b\":{\"c\":1,\"c\":1}} | has two values for 'c'",
                "{\"x.a\":1,\"x\":{\"a\":1},\"a\":2} | ok",
                "{\"a\":1 | is not JSON at byte 7 of it: Unexpected end-of-input",
                "{\"a\":1}} | is not JSON at byte 8 of it: Unexpected close marker",
                "{\"a\":1}, | is not JSON at byte 8 of it: Unexpected character (','",
                "{\"a\":1} {\"a\":2} | is not JSON: something stands behind the object",
                "{\"a\":01} | is not JSON at byte 7 of it: Invalid numeric value: Leading zeroes not allowed",
                "{\"a\":1.} | is not JSON at byte 8 of it: Unexpected character ('}' (code 125)) in numeric value",
                "{\"a\":+1} | is not JSON at byte 7 of it: Unexpected character ('+' (code 43))",
                "{\"a\":NaN} | is not JSON at byte 9 of it: Non-standard token 'NaN'",
                "{\"a\":nul} | is not JSON at byte 10 of it: Unrecognized token 'nul': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "{'a':1} | is not JSON at byte 2 of it: Unexpected character (''' (code 39)): was expecting double-quote",
                "{a:1} | is not JSON at byte 2 of it: Unexpected character ('a' (code 97)): was expecting double-quote",
                "{\"a\":\"x} | is not JSON at byte 9 of it: Unexpected end-of-input",
                "{\"a\":\"\\x\"} | is not JSON at byte 8 of it: Unrecognized character escape 'x'",
                "{\"a\":\"\\u12\"} | is not JSON at byte 11 of it: Unexpected character ('\"' (code 34)): expected a hex-digit",
                "{\"a\":\"\\ud800\"} | has half a character",
                "{\"a\":\"\\udc00\\ud800\"} | has half a character",
                "[1,2] | is no object of JSON such as {\"customer_id\": \"c1\"}",
                "customer_id,at | is no object of JSON such as {\"customer_id\": \"c1\"}",
                "{\"a\":[1,2,]} | is not JSON at byte 11 of it: Unexpected character (']' (code 93)): expected a value",
                "{\"a\":1,} | is not JSON at byte 8 of it: Unexpected character ('}' (code 125)): was expecting double-quote",
            })
    void aBrokenRowIsRefusedByItsLineAndTheRestGoesOn(String row, String why) {
        Mapping mapping = Mapping.builder().map(Field.ID, Origin.column("a")).build();
        Told told = Told.of(file(ROW + "\n" + row + "\n" + ROW.replace("}", ",\"a\":\"i3\"}") + "\n"), mapping);
        assertThat(told.interactions()).hasSize(2);
        assertThat(told.text()).contains(why.equals("ok") ? "1 refused" : "in.jsonl line 2: " + why);
    }

    @Test
    void bytesThatAreNoCharactersRefuseTheirRowOnly() throws IOException {
        byte[] bytes = (ROW + "\n" + ROW.replace("c1", "c#") + "\n" + ROW + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '#' ? (byte) 0xe4 : bytes[i];
        }
        Told told = Told.of(Files.write(folder.resolve("in.jsonl"), bytes), Mapping.empty());
        assertThat(told.text()).contains("2 accepted", "1 refused", "in.jsonl line 2: is not text in UTF-8");
    }

    /** The byte C1 81 would be read as an A, so that two ids were one. */
    @Test
    void aCharacterInMoreBytesThanItNeedsRefusesItsRow() throws IOException {
        byte[] bytes = (ROW + "\n" + ROW.replace("c1", "\u0081\u0081") + "\n").getBytes(StandardCharsets.ISO_8859_1);
        int at = ROW.length() + 1 + ROW.indexOf("c1");
        bytes[at] = (byte) 0xc1;
        Told told = Told.of(Files.write(folder.resolve("in.jsonl"), bytes), Mapping.empty());
        assertThat(told.text()).contains("1 accepted", "in.jsonl line 2: is not text in UTF-8");
    }

    @Test
    void aNumberIsKeptWhateverItsLength() {
        String number = "9".repeat(100_000);
        assertThat(text("{\"a\":" + number + "}", "a")).isEqualTo(number);
    }

    @Test
    void aRowWithANameOfMoreThanFiftyThousandCharactersIsRefused() {
        assertThat(text("{\"a\":1,\"" + "x".repeat(100_000) + "\":2}", "a"))
                .contains("exceeds the maximum allowed (50000)");
    }

    @Test
    void moreThanAHundredObjectsInEachOtherAreRefused() {
        String deep = "[".repeat(99) + "]".repeat(99);
        assertThat(text("{\"a\":" + deep + "}", "a")).isEqualTo(deep);
        assertThat(text("{\"a\":[" + deep + "]}", "a"))
                .contains("nesting depth (101) exceeds the maximum allowed (100)");
        assertThat(text("{\"a\":" + "[".repeat(100_000) + "}", "a"))
                .contains("nesting depth (101) exceeds the maximum allowed (100)");
    }

    @Test
    void aRowOfMoreThanFourMegabytesIsRefusedAndTheRestGoesOn() {
        String longRow = "{\"customer_id\":\"" + "x".repeat(JsonSlices.MOST_BYTES) + "\"}";
        Told told = Told.of(file(ROW + "\n" + longRow + "\n" + ROW + "\n"), Mapping.empty());
        assertThat(told.text()).contains("2 accepted", "1 refused", "in.jsonl line 2: it is longer than 4194304 bytes");
    }

    @Test
    void aFieldThatTheMappingNamesIsFoundHoweverLateItComes() {
        String late = ROW.replace("}", ",\"properties\":{\"revenue\":7}}");
        String text = (ROW + "\n").repeat(JsonFile.LOOKED_AT + 5) + late + "\n";
        Told told = Told.of(
                file(text),
                Mapping.builder()
                        .map(Field.VALUE, Origin.column("properties.revenue"))
                        .build());
        assertThat(told.interactions()).anyMatch(each -> each.endsWith(" 7.0")).hasSize(JsonFile.LOOKED_AT + 6);
    }

    @Test
    void aFieldWithAStandardNameThatComesLateIsNotLeftOutInSilence() {
        String text = (ROW + "\n").repeat(JsonFile.LOOKED_AT) + ROW.replace("}", ",\"value\":7}") + "\n";
        assertThat(Told.of(file(text), Mapping.empty()).text())
                .contains("1 refused", "line 1001: has a field 'value'", "name it with --map FIELD=value");
    }

    @Test
    void whatTheMappingNamesAndNoRowHasIsTold() {
        Told told = Told.of(
                file(ROW + "\n"),
                Mapping.builder()
                        .map(Field.VALUE, Origin.column("properties.revenu"))
                        .build());
        assertThat(told.text())
                .contains("no row of in.jsonl has properties.revenu, which --map names; its columns are ");
    }

    @Test
    void anArrayOfObjectsIsReadElementByElement() {
        Told told = Told.of(
                file("[\n  " + ROW + ",\n  {\"customer_id\": 1,\n   \"customer_id\": 2},\n\n" + ROW + "\n]\n"),
                Mapping.empty());
        assertThat(told.text())
                .contains("2 accepted", "1 refused", "in.jsonl element 2 on line 3: has two values for 'customer_id'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":+.5}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\u00e4\"}",
                "7",
                "[[1]]",
                "null"
            })
    void anElementThatIsNoRowIsRefusedAlone(String element) throws IOException {
        // The letter is one byte, which is no UTF-8.
        byte[] text = ("[" + ROW + ",\n" + element + ",\n" + ROW + "]").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Told.of(Files.write(folder.resolve("in.json"), text), Mapping.empty())
                        .text())
                .contains("2 accepted", "1 refused", "in.json element 2 on line 2: is no");
    }

    @Test
    void anArrayMayBeLongerThanWhatIsHeldOfIt() {
        String long1 = "{\"customer_id\":\"" + "x".repeat(JsonSlices.MOST_BYTES) + "\"}";
        String rows = IntStream.range(0, 30)
                .mapToObj(i -> ROW.replace("}", ",\"note\":\"" + "y".repeat(1_000_000) + "\",\"value\":" + i + "}"))
                .collect(Collectors.joining(",\n"));
        Told told = Told.of(file("[" + rows + ",\n" + long1 + ",\n" + ROW + "]"), Mapping.empty());
        assertThat(told.interactions()).hasSize(31).anyMatch(each -> each.endsWith(" 29.0"));
        assertThat(told.text())
                .contains("1 refused", "in.jsonl element 31 on line 31: it is longer than 4194304 bytes");
    }

    @Test
    void objectsOverSeveralLinesAreRead() {
        String pretty = "{\n  \"customer_id\": \"c1\",\n  \"at\": \"2026-01-31\",\n  \"purpose\": \"USE\"\n}\n";
        assertThat(Told.of(file(pretty + pretty), Mapping.empty()).text()).contains("2 accepted", "0 refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\":[ROW,ROW],\"paging\":{\"next\":{\"after\":\"2\"}}}",
                "{\"total\":2,\"users\":[{\"x\":1}],\"tickets\":[ROW,\nROW]}",
                "{\"results\":[ROW]}\n{\"results\":[ROW]}\n{\"results\":[]}",
                "{\"gr\u00f6\u00dfe\":2,\"Eintr\u00e4ge\":[ROW,ROW]}{\"Eintr\u00e4ge\":[]}",
                "{\n \"@odata.context\": \"x\",\n \"value\": [\n  ROW,\n ROW ]\n}",
            })
    void pagesOfAnInterfaceHaveTheirRowsInOneMember(String page) {
        assertThat(Told.of(file(page.replace("ROW", ROW)), Mapping.empty()).text())
                .contains("2 accepted", "0 refused");
    }

    @Test
    void aRowWithLineItemsIsNoPage() {
        String order = "{\"items\":[{\"id\":\"i1\",\"value\":2}],\"customer_id\":\"c1\",\"at\":\"2026-01-31\"}";
        assertThat(Told.of(file(order + "\n" + order), purchasesOf("customer_id", "items.0.value"))
                        .interactions())
                .hasSize(2)
                .allMatch(each -> each.endsWith(" 2.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[ROW, | its JSON ends too early, on line 1",
                "[ROW | its JSON ends too early, on line 1",
                "[ROW ROW] | its JSON is broken on line 1: Unexpected character ('{' (code 123)): was expecting comma",
                "[ROW] 1 | its JSON is broken on line 1: an object is missing",
                "[ROW,,ROW] | its JSON is broken on line 1: Unexpected character (',' (code 44)): expected a valid value (JSON String, Number, Array, ",
                "[ROW,] | its JSON is broken on line 1: Unexpected character (']' (code 93)): expected a valid value",
                "{\"data\":[ROW]}{\"error\":\"x\"} | its JSON is broken on line 1: a page has no data",
                "{\"data\":[ROW]}{\"data\":null} | its JSON is broken on line 1: data of a page is no array",
                "{\"data\":[ROW],\"data\":[ROW]} | its JSON is broken on line 1: a page has data twice",
                "{\"data\":[ROW] | its JSON ends too early, on line 1",
            })
    void anArrayWhoseRowsCannotBeToldApartIsRefusedAsAWhole(String text, String why) {
        assertThat(Told.of(file(text.replace("ROW", ROW)), Mapping.empty()).refusal())
                .startsWith("cannot read ")
                .contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkTellsTheEncoding(String charset) throws IOException {
        byte[] bytes = ("\ufeff" + ROW.replace("c1", "\u00e4\ud83d\ude00") + "\r\n").getBytes(Charset.forName(charset));
        assertThat(Told.of(Files.write(folder.resolve("in"), bytes), Mapping.empty())
                        .interactions())
                .containsExactly("\u00e4\ud83d\ude00 2026-01-31T00:00:00Z PURCHASE UNKNOWN");
    }

    @Test
    void windowsTextIsReadInTheEncodingThatIsTold() throws IOException {
        Path file = Files.write(
                folder.resolve("in.json"), ROW.replace("c1", "M\u00fcller").getBytes(Charset.forName("windows-1252")));
        Mapping mapping = Mapping.builder()
                .layout(Layout.usual().withCharset(Charset.forName("windows-1252")))
                .build();
        assertThat(Told.of(file, mapping).interactions())
                .containsExactly("M\u00fcller 2026-01-31T00:00:00Z PURCHASE UNKNOWN");
    }

    @Test
    void anIdOfSeveralLinesIsRefusedAsInOtherFiles() {
        assertThat(Told.of(file(ROW + "\n" + ROW.replace("c1", "c\\n1")), Mapping.empty())
                        .text())
                .contains("1 refused", "line 2: customer 'c... (3 characters)' goes on over 2 lines");
    }

    @Test
    void blanksAroundAnIdAreTakenOffAndCounted() {
        assertThat(Told.of(file(ROW.replace("c1", " c1\\u00a0")), Mapping.empty())
                        .text())
                .contains("1 customer ids had blanks around them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1769846400",
                "1769846400000",
                "1769846400000000",
                "\"2026-01-31T08:00:00Z\"",
                "\"2026-01-31 09:00:00 +0100\""
            })
    void timesAreReadAsInOtherFiles(String time) {
        assertThat(Told.of(file(ROW.replace("\"2026-01-31\"", time)), Mapping.empty())
                        .interactions())
                .containsExactly("c1 2026-01-31T08:00:00Z PURCHASE UNKNOWN");
    }

    /** They would be left out as the trailer of a report if it were a table. */
    @Test
    void theLastRowsAreRefusedWhateverTheyLack() {
        assertThat(Told.of(file(ROW + "\n{\"customer_id\":\"Total\"}\n{\"type\":\"heartbeat\"}\n"), Mapping.empty())
                        .text())
                .contains("1 accepted", "2 refused");
    }

    @Test
    void aMissingColumnIsToldWithThoseThatThereAre() {
        assertThat(Told.of(file("{\"user\":{\"id\":1},\"tags\":[1]}\n"), Mapping.empty())
                        .refusal())
                .contains("has no column for customer", "[user.id, tags]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "{}\n", "[]"})
    void aFileWithoutFieldsIsRefused(String text) {
        assertThat(Told.of(file(text), Mapping.empty()).refusal()).contains("it needs rows such as {");
    }

    @Test
    void aColumnOfATableMayHaveAPointInItsName() {
        Path file = TestFiles.file(folder, "in.csv", "user.id,at\nc1,2026-01-31\n");
        Mapping mapping = Mapping.builder()
                .map(Field.CUSTOMER, Origin.column("user.id"))
                .map(Field.PURPOSE, Origin.constant("USE"))
                .build();
        assertThat(Told.of(file, mapping).interactions()).containsExactly("c1 2026-01-31T00:00:00Z USE UNKNOWN");
    }

    @Test
    void aTableMayBeginWithABracket() {
        Path file = TestFiles.file(folder, "in.csv", "[Customer].[Id],at\nc1,2026-01-31\n");
        Mapping mapping = Mapping.builder()
                .map(Field.CUSTOMER, Origin.column("[Customer].[Id]"))
                .map(Field.PURPOSE, Origin.constant("USE"))
                .build();
        assertThat(Told.of(file, mapping).interactions()).hasSize(1);
    }

    @Test
    void filesThatAreJoinedMayBeJsonToo() {
        TestFiles.file(folder, "users.jsonl", """
                {"id": 1, "profile": {"email": "a@b"}}
                {"id": 2, "profile": {"email": "c@d"}}
                """);
        Path file = file("""
                {"user": 2, "at": "2026-01-31", "purpose": "USE"}
                {"user": 1, "at": "2026-01-31", "purpose": "USE"}
                """);
        for (String column : List.of("profile.email", "users.profile.email")) {
            Mapping mapping = Mapping.builder()
                    .join(Join.of("user", folder.resolve("users.jsonl"), "id"))
                    .map(Field.CUSTOMER, Origin.column(column))
                    .build();
            assertThat(Told.of(file, mapping).interactions())
                    .containsExactly("a@b 2026-01-31T00:00:00Z USE UNKNOWN", "c@d 2026-01-31T00:00:00Z USE UNKNOWN");
        }
    }

    @Test
    void allFieldsOfCustomersAreAttributesHoweverLateTheyCome() {
        String first = IntStream.rangeClosed(1, JsonFile.LOOKED_AT)
                .mapToObj(i -> "{\"customer_id\":" + i + "}\n")
                .collect(Collectors.joining());
        Path file = TestFiles.file(
                folder, "customers.jsonl", first + "{\"customer_id\":0,\"address\":{\"city\":\"Bonn\"}}\n");
        Reading reading = Reading.under(TestFiles.CLOCK);
        reading.add(Sources.of(file(ROW), Layout.usual()), Mapping.empty(), rows -> {});
        CustomersFile.of(
                        List.of(Sources.of(file, Layout.usual())),
                        new CustomerMapping(Mapping.empty(), Map.of()),
                        TestFiles.CLOCK.withZone(ZoneOffset.UTC),
                        List.of())
                .forEach(reading::add);
        LogView view = reading.load(Strictness.strict(), report -> {}).asOf(TestFiles.CLOCK.instant());
        assertThat(view.customer(view.row("0").orElseThrow()).attributes()).isEqualTo(Map.of("address.city", "Bonn"));
    }

    @Test
    void aFieldThatComesLateThroughAPipeIsRefusedWhereAllAreTaken() {
        JsonReader reader = JsonReader.of(List.of("a", "b.c"), Asked.all());
        byte[] row = "{\"a\":1,\"b\":{\"d\":2}}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> reader.read(row, 0, row.length, 1, new PlainRow()))
                .hasMessageStartingWith("has a field 'b.d', which the rows that were looked at before do not have");
    }
}
