package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who began, and whose a row is, from what exports have: directions, roles, threads, kinds and other files. */
class DerivedFieldsTest {
    @TempDir
    private Path folder = Path.of("");

    private Mapping mapping(String toml) {
        return Mapping.read(TestFiles.file(folder, "m.toml", toml));
    }

    private Told read(String text, String toml) {
        return Told.of(TestFiles.file(folder, "in.csv", text), mapping(toml));
    }

    @Test
    void theInitiatorIsThatOfTheDirectionIfAMappingSaysSo() {
        Told told = read("""
                customer,at,direction
                a,2026-01-01,INCOMING
                a,2026-01-02,OUTGOING
                a,2026-01-03,
                """, """
                [map]
                purpose = {value = "HELP"}
                initiator = "direction"
                [translate.initiator]
                INCOMING = "CUSTOMER"
                OUTGOING = "COMPANY"
                """);
        assertThat(told.interactions())
                .containsExactly(
                        "a 2026-01-01T00:00:00Z HELP CUSTOMER",
                        "a 2026-01-02T00:00:00Z HELP COMPANY",
                        "a 2026-01-03T00:00:00Z HELP UNKNOWN");
    }

    /** An answer comes in and is ours all the same. */
    @Test
    void theFirstMessageOfAThreadSaysWhoBeganItWhateverTheDirectionOfLaterOnes() {
        Told told = read("""
                customer,at,dir,thread
                a,2026-01-02,in,1
                a,2026-01-01,out,1
                a,2026-01-03,out,1
                a,2026-01-01,in,2
                a,2026-01-05,out,2
                b,2026-01-01,in,
                """, """
                [map]
                purpose = {value = "HELP"}
                direction = "dir"
                conversation = "thread"
                [translate.direction]
                in = "INBOUND"
                out = "OUTBOUND"
                """);
        assertThat(told.interactions())
                .containsExactlyInAnyOrder(
                        "a 2026-01-01T00:00:00Z HELP COMPANY",
                        "a 2026-01-02T00:00:00Z HELP COMPANY",
                        "a 2026-01-03T00:00:00Z HELP COMPANY",
                        "a 2026-01-01T00:00:00Z HELP CUSTOMER",
                        "a 2026-01-05T00:00:00Z HELP CUSTOMER",
                        "b 2026-01-01T00:00:00Z HELP UNKNOWN");
        assertThat(told.text()).contains("initiators: 0 given, 5 inferred from threads, 1 unknown");
    }

    @Test
    void theInitiatorIsThatOfTheAuthorsRoleInTheFirstOfAThreadAlone() {
        Told told = read("""
                contact,at,role,part,conversation
                a,2026-01-01,user,open,1
                a,2026-01-02,admin,comment,1
                a,2026-01-03,user,comment,1
                b,2026-01-01,admin,open,2
                b,2026-01-02,user,comment,2
                c,2026-01-02,bot,open,3
                """, """
                where = "role!=bot"
                [map]
                customer = "contact"
                purpose = {value = "HELP"}
                initiator = [
                  {value = "CUSTOMER", when = ["part=open", "role=user", "role=lead"]},
                  {value = "COMPANY", when = ["part=open", "role^=adm"]},
                ]
                """);
        assertThat(told.interactions())
                .containsExactly(
                        "a 2026-01-01T00:00:00Z HELP CUSTOMER",
                        "a 2026-01-02T00:00:00Z HELP CUSTOMER",
                        "a 2026-01-03T00:00:00Z HELP CUSTOMER",
                        "b 2026-01-01T00:00:00Z HELP COMPANY",
                        "b 2026-01-02T00:00:00Z HELP COMPANY");
        assertThat(told.text()).contains("1 left out by --where", "2 given, 3 inferred from threads");
    }

    @Test
    void theInitiatorIsThatOfTheKind() {
        Told told = read("""
                customer,at,kind,at2
                a,2026-01-01,order,
                a,2026-01-02,newsletter,
                a,2026-01-03,survey,
                """, """
                [map]
                purpose = "kind"
                initiator = [{value = "CUSTOMER", when = "kind=order"}, {value = "COMPANY", when = "kind!="}]
                [translate.purpose]
                order = "PURCHASE"
                newsletter = "OFFER"
                "*" = "SURVEY"
                """);
        assertThat(told.interactions())
                .containsExactly(
                        "a 2026-01-01T00:00:00Z PURCHASE CUSTOMER",
                        "a 2026-01-02T00:00:00Z OFFER COMPANY",
                        "a 2026-01-03T00:00:00Z SURVEY COMPANY");
    }

    @Test
    void timesAndAmountsHaveOriginsInOrderToo() {
        Told told = read("""
                customer,paid,created,net,gross
                a,2026-01-02,2026-01-01,1,2
                a,,2026-01-03,,3
                a,,,4,5
                """, """
                [map]
                at = ["paid", "created", {value = "2020-01-01"}]
                value = [{column = "gross", when = "created>=2026-01-02"}, "net"]
                purpose = {value = "PURCHASE"}
                """.replace("created>=2026-01-02", "net="));
        assertThat(told.interactions())
                .containsExactly(
                        "a 2020-01-01T00:00:00Z PURCHASE UNKNOWN 4.0",
                        "a 2026-01-02T00:00:00Z PURCHASE UNKNOWN 1.0",
                        "a 2026-01-03T00:00:00Z PURCHASE UNKNOWN 3.0");
    }

    @Test
    void columnsWithCommasColonsAndPointsAreNamed() {
        Told told = read("""
                "Kunde, Nr.",at,"Total, net: EUR",a.b
                a,2026-01-02,7,x
                """, """
                where = "a.b=x"
                [map]
                customer = "Kunde, Nr."
                value = "Total, net: EUR"
                purpose = {value = "PURCHASE"}
                """);
        assertThat(told.interactions()).containsExactly("a 2026-01-02T00:00:00Z PURCHASE UNKNOWN 7.0");
    }

    @Test
    void aColumnThatIsMappedServesOnce() {
        Told told = read("Id,Date\n1,2026-01-02\n1,2026-01-03\n", """
                [map]
                customer = "Id"
                at = "Date"
                purpose = {value = "PURCHASE"}
                """);
        assertThat(told.interactions()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "direction = \"d\" | column d: 'IN' is unknown; allowed: one of [INBOUND, OUTBOUND, UNKNOWN], or a text that"
                        + " stands for one, as with --translate direction:IN=INBOUND",
                "initiator = \"d\" | one of [CUSTOMER, COMPANY, UNKNOWN], or a text that stands for one, as with --translate"
                        + " initiator:IN=CUSTOMER",
                "actor = \"d\" | as with --translate actor:IN=",
                "purpose = \"e\" | column e is empty, but every row needs one",
                "customer = \"e\" | column e is empty, but every row needs one",
                "at = \"e\" | column e is empty, but every row needs one",
                "at = \"d\" | column d: 'IN' is not a date or time; allowed: such as 2026-01-31",
                "value = \"d\" | column d: 'IN' is not a number; allowed: with a point for decimals"
            })
    void whatIsNoneOfAFieldIsRefusedWithTheRemedy(String line, String why) {
        String usual = line.startsWith("purpose") ? "" : "\npurpose = {value = \"HELP\"}";
        assertThat(read("customer,at,d,e\na,2026-01-01,IN,\n", "[map]\n" + line + usual)
                        .text())
                .contains("1 refused", why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "where = \"x<2026-01-01\" | has no column 'x', which the mapping m.toml names; its columns are [customer, at]",
                "where = \"at<soon\" | --where at<soon compares with no time; it takes one such as 2026-01-31",
                "where = \"at==y\" | has no column 'y', which the mapping m.toml names",
                "map.initiator = {value = \"COMPANY\", when = \"z=1\"} | has no column 'z', which the mapping m.toml names",
                "map.initiator = {column = \"w\", when = \"at!=\"} | has no column 'w', which the mapping m.toml names",
                "translate.channel.a = \"web\" | --translate is of channel, which no column of"
            })
    void whatAFileDoesNotHaveIsRefusedAsAWhole(String line, String why) {
        Path file = TestFiles.file(folder, "in.csv", "customer,at\na,2026-01-01\n");
        Mapping mapping = mapping(line + "\nset.purpose = \"HELP\"");
        assertThatThrownBy(() -> Reading.with(TestFiles.CLOCK, 1).add(CsvFile.of(file), mapping, rows -> {}))
                .isInstanceOfAny(DataRefused.class, MappingRefused.class)
                .hasMessageContaining(why);
    }

    @Test
    void aTimeOfAConditionThatIsNoneIsRefusedByItsRow() {
        assertThat(read("customer,at,due\na,2026-01-01,soon\n", "where = \"due<2026-01-01\"\nset.purpose = \"HELP\"")
                        .text())
                .contains("in.csv line 2: column due: 'soon' is not a date or time");
    }
}
