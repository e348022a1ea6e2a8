package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.history.LogView;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mapping can say of rows: patterns, units of durations, zones of times, rows of nobody, ways to write true. */
class MappingLanguageTest {
    @TempDir
    private Path folder = Path.of("");

    private static MappingBuilder uses() {
        return Mapping.builder().map(Field.PURPOSE, Origin.constant("USE"));
    }

    private Told read(MappingBuilder mapping, String text) {
        return Told.of(TestFiles.file(folder, "a.csv", text), mapping.build());
    }

    private static double millis(Told told) {
        LogView view = told.view();
        return view.durationMillis(view.start(0));
    }

    @Test
    void aPatternIsMadeOfColumnsAndEmptyWhereOneOfThemIs() {
        Told told = read(
                uses().map(Field.AT, Origin.pattern("{day}T{time}Z"))
                        .map(Field.AT, Origin.column("day"))
                        .map(Field.CUSTOMER, Origin.pattern("{shop}/{number}")),
                """
                shop,number,day,time
                a,1,2026-01-05, 10:00\s
                b,1,2026-01-05,
                ,1,2026-01-05,12:00
                """);
        assertThat(told.interactions())
                .containsExactly("a/1 2026-01-05T10:00:00Z USE UNKNOWN", "b/1 2026-01-05T00:00:00Z USE UNKNOWN");
        assertThat(told.text()).contains("column shop and column number is empty");
    }

    @Test
    void aColumnOfAPatternThatIsNotThereIsTold() {
        assertThat(read(uses().map(Field.ID, Origin.pattern("{source} {id}")), "customer,at,id\na,2026-01-05,1\n")
                        .refusal())
                .contains("has no column 'source', which --map names; its columns are");
    }

    @Test
    void aColumnThatAPatternIsMadeOfServesNoOtherFieldByItsName() {
        Told told = read(
                uses().map(Field.CUSTOMER, Origin.pattern("{shop} {id}")),
                "shop,id,at\na,1,2026-01-05\na,1,2026-01-06\n");
        assertThat(told.interactions()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"MS,1500,1500", "S,1.5,1500", "MIN,1.5,90000", "H,0.5,1800000", "MIN,PT5S,5000"})
    void durationsAreInTheUnitThatIsTold(DurationUnit unit, String duration, double millis) {
        assertThat(millis(read(uses().durationUnit(unit), "customer,at,duration\na,2026-01-05," + duration + "\n")))
                .isEqualTo(millis);
    }

    @Test
    void hoursAndMinutesInTwoColumnsAreOneDuration() {
        Told told =
                read(uses().map(Field.DURATION, Origin.pattern("PT{h}H{m}M")), "customer,at,h,m\na,2026-01-05,1,30\n");
        assertThat(millis(told)).isEqualTo(5_400_000);
    }

    @Test
    void timesWithoutAnOffsetAreInTheZoneOfTheFileAndDaysOfAllFilesInThatOfTheReading() {
        Mapping mapping = uses().timeZone(ZoneId.of("America/New_York")).build();
        Path file = TestFiles.file(folder, "a.csv", "customer,at\na,2026-01-05 10:00\na,2026-01-05T10:00Z\n");
        Told told = Told.of(file, mapping, "Europe/Berlin", Strictness.allowing(0));
        assertThat(told.interactions())
                .containsExactly("a 2026-01-05T10:00:00Z USE UNKNOWN", "a 2026-01-05T15:00:00Z USE UNKNOWN");
        assertThat(told.text()).doesNotContain("--zone to change");
    }

    @Test
    void aZoneThatIsToldIsNotAskedForAgain() {
        String text = "customer,at\na,2026-01-05 10:00\n";
        assertThat(read(uses(), text).text()).contains("1 times have no offset and are read as UTC; --zone to change");
        assertThat(read(uses().timeZone(ZoneId.of("UTC")), text).text()).doesNotContain("have no offset");
    }

    @Test
    void rowsOfNobodyAreRefusedOrLeftOutByChoice() {
        String text = "customer,at\na,2026-01-05\n,2026-01-05\n \u00a0,2026-01-06\n";
        assertThat(read(uses(), text).text()).contains(" 2 refused, 0 left out");
        assertThat(read(uses().noCustomer(NoCustomer.DROP), text).text()).contains(" 0 refused, 2 left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "True", "t", "T", "1", "yes", "Y"})
    void trueIsTrueAsEachProgramWritesIt(String way) {
        String text = "customer,at,deleted\na,2026-01-05," + way + "\nb,2026-01-05,false\nc,2026-01-05,\n";
        assertThat(read(uses().where(Condition.parse("deleted=true")), text).interactions())
                .containsExactly("a 2026-01-05T00:00:00Z USE UNKNOWN");
        assertThat(read(uses().where(Condition.parse("deleted!=true")), text).interactions())
                .extracting(each -> each.substring(0, 1))
                .isEqualTo(List.of("b", "c"));
    }

    @Test
    void nothingElseIsTrueAndAOneThatIsAskedForIsAOne() {
        String text = "customer,at,x\na,2026-01-05,1\nb,2026-01-05,true\nc,2026-01-05,on\nd,2026-01-05,0\n";
        assertThat(read(uses().where(Condition.parse("x=1")), text).interactions())
                .hasSize(1);
        assertThat(read(uses().where(Condition.parse("x=true")), text).interactions())
                .hasSize(2);
        assertThat(read(uses().where(Condition.parse("x=false")), text).interactions())
                .containsExactly("d 2026-01-05T00:00:00Z USE UNKNOWN");
    }

    @Test
    void aPatternWithoutAColumnIsRefused() {
        assertThatThrownBy(() -> Origin.pattern("PT5M"))
                .isInstanceOf(MappingRefused.class)
                .hasMessage("a pattern has names of columns in braces, as PT{minutes}M has, was 'PT5M'");
    }
}
