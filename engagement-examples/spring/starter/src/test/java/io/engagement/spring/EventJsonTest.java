package io.engagement.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are read by the names of mappings, and whatever is wrong is named. */
class EventJsonTest {
    private static final EventJson JSON = EventJson.of(List.of("fax"), List.of("VISIT"));

    private static Interaction read(String json) {
        return JSON.event(bytes(json));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyFieldIsRead() {
        Interaction event = read("""
            {'id': 'm-17', 'customer': 'c42', 'at': '2026-03-01T10:30:00+01:00', 'purpose': 'question', 'channel': 'Fax',
             'initiator': 'customer', 'direction': 'INBOUND', 'actor': 'MACHINE', 'department': 'support',
             'campaign': 'spring', 'value': -29.9, 'cost': 1.2, 'satisfaction': 0.8, 'duration': 'PT5M30S',
             'in_reply_to': 'm-16', 'conversation': 't-3'}\
            """);
        assertThat(event)
                .isEqualTo(Interaction.of(
                                "c42",
                                Instant.parse("2026-03-01T09:30:00Z"),
                                Channel.of("fax"),
                                Initiator.CUSTOMER,
                                Purpose.QUESTION)
                        .withId("m-17")
                        .withDirection(Direction.INBOUND)
                        .withActor(Actor.MACHINE)
                        .withDepartment("support")
                        .withCampaign("spring")
                        .withValue(-29.9)
                        .withCost(1.2)
                        .withSatisfaction(0.8)
                        .withDuration(Duration.ofSeconds(330))
                        .withInReplyTo("m-16")
                        .withConversation("t-3"));
    }

    @Test
    void whatIsNotToldIsTheUsual() {
        Interaction event =
                read("{'customer': '007', 'at': '2026-03-01T09:30:00Z', 'purpose': 'VISIT', 'value': null}");
        assertThat(event)
                .isEqualTo(Interaction.of(
                        "007",
                        Instant.parse("2026-03-01T09:30:00Z"),
                        Channel.UNKNOWN,
                        Initiator.UNKNOWN,
                        Purpose.of("VISIT")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'customer': 7                  | customer     | 7         | a text of 1 to 200",
                "'at': '2026-03-01'             | at           | 2026-03-01 | an instant in ISO 8601 with its offset",
                "'at': '2026-03-01T09:30:00'    | at           | 2026-03-01T09:30:00 | an instant",
                "'at': 1772357400               | at           | 1772357400 | an instant",
                "'at': '+400000-01-01T00:00:00Z' | at          | +400000-01-01T00:00:00Z | within 285,000 years",
                "'purpose': 'HUG'               | purpose      | HUG       | one of CANCELLATION, COMPLAINT",
                "'channel': 'telepathy'         | channel      | telepathy | one of app, chat, email, fax",
                "'initiator': 'ME'              | initiator    | ME        | one of CUSTOMER, COMPANY, UNKNOWN",
                "'direction': 'UP'              | direction    | UP        | one of INBOUND, OUTBOUND, UNKNOWN",
                "'actor': 'CAT'                 | actor        | CAT       | one of PERSON, MACHINE",
                "'value': '29,90'               | value        | 29,90     | 0, or a number",
                "'value': 1e16                  | value        | 1.0E16    | 0, or a number from 1e-12 to 1e15",
                "'value': 1e999                 | value        | Infinity  | 0, or a number",
                "'cost': -1                     | cost         | -1.0      | 0, or a number from 1e-12",
                "'satisfaction': 1.1            | satisfaction | 1.1       | a number from 0 to 1",
                "'duration': '5 min'            | duration     | 5 min     | a duration in ISO 8601",
                "'duration': 300                | duration     | 300       | a text",
                "'duration': '-PT5M'            | duration     | PT-5M     | from PT0S",
                "'chanel': 'email'              | chanel       | email     | one of the fields id, customer, at",
                "'campaign': [1]               | campaign     | [1]       | a text",
            })
    void aWrongFieldIsNamedWithWhatIsAllowed(String field, String name, String value, String allowed) {
        String others = "'customer': 'c1', 'at': '2026-03-01T09:30:00Z', 'purpose': 'OFFER'";
        String json = List.of(others.split(", ")).stream()
                        .filter(each -> !each.startsWith(field.substring(0, field.indexOf(':'))))
                        .reduce("{" + field, (all, each) -> all + ", " + each)
                + "}";
        InvalidFieldException fault = catchThrowableOfType(InvalidFieldException.class, () -> read(json));
        assertThat(fault.field()).isEqualTo(name);
        assertThat(fault.value()).contains(value);
        assertThat(fault.allowed()).startsWith(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "at", "purpose"})
    void aMissingFieldIsNamed(String name) {
        String json = List.of("'customer': 'c1'", "'at': '2026-03-01T09:30:00Z'", "'purpose': 'OFFER'").stream()
                        .filter(each -> !each.startsWith("'" + name))
                        .reduce("{'id': 'e'", (all, each) -> all + ", " + each)
                + "}";
        InvalidFieldException fault = catchThrowableOfType(InvalidFieldException.class, () -> read(json));
        assertThat(fault.field()).isEqualTo(name);
        assertThat(fault.value()).isEmpty();
        assertThat(fault).hasMessageEndingWith(", was missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "null",
                "{'customer': 'a', 'customer': 'b'}",
                "{} {}",
                "{'at': NaN}",
                "\u0000"
            })
    void whatIsNoObjectIsToldSo(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith("what is sent must be");
    }

    @Test
    void deepNestingIsRefusedAndDoesNotOverflow() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void inABatchTheEventIsNamed() {
        String good = "{'customer': 'c1', 'at': '2026-03-01T09:30:00Z', 'purpose': 'OFFER'}";
        InvalidFieldException fault = catchThrowableOfType(
                InvalidFieldException.class,
                () -> JSON.events(bytes("[" + good + ", " + good.replace("OFFER", "HUG") + "]")));
        assertThat(fault.field()).isEqualTo("[1].purpose");
        assertThatThrownBy(() -> JSON.events(bytes("[" + good + ", 7]")))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith("[1]: ");
        assertThatThrownBy(() -> JSON.events(bytes(good))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void halfOfASurrogatePairIsNoIdAsItsHashWouldBeAnothers() {
        InvalidFieldException fault = catchThrowableOfType(
                InvalidFieldException.class,
                () -> read("{'customer': 'a\\ud800', 'at': '2026-03-01T09:30:00Z', 'purpose': 'VISIT'}"));
        assertThat(fault.field()).isEqualTo("customer");
        assertThat(fault.allowed()).isEqualTo("a text of whole characters");
    }

    @Test
    void aLongValueIsShortened() {
        InvalidFieldException fault = catchThrowableOfType(
                InvalidFieldException.class, () -> read("{'customer': '" + "x".repeat(100_000) + "'}"));
        assertThat(String.valueOf(fault.getMessage())).hasSizeLessThan(250);
    }

    @Test
    void aCustomerIsRead() {
        assertThat(JSON.customer("c42", bytes("""
            {'since': '2024-05-01T00:00:00Z', 'preferred': ['email'], 'refused': ['phone'], 'contact_limit': 2,
             'limit_period': 'P7D', 'attributes': {'consent': 'yes', 'zone': 'Europe/Berlin'}}\
            """))).satisfies(customer -> {
            assertThat(customer.since()).contains(Instant.parse("2024-05-01T00:00:00Z"));
            assertThat(customer.preferences().refused()).containsExactly(Channel.PHONE);
            assertThat(customer.preferences().contactLimit()).hasValue(2);
            assertThat(customer.attributes()).containsEntry("zone", "Europe/Berlin");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'contact_limit': 2}                            | limit_period must be told where contact_limit is",
                "{'limit_period': 'P7D'}                         | contact_limit must be a whole number",
                "{'contact_limit': 2.5, 'limit_period': 'P7D'}   | contact_limit must be a whole number",
                "{'contact_limit': -1, 'limit_period': 'P7D'}    | contact_limit must be a whole number",
                "{'contact_limit': 1, 'limit_period': 'PT0S'}    | limit_period must be longer than PT0S, was PT0S",
                "{'contact_limit': 1, 'limit_period': '-P7D'}    | limit_period must be longer than PT0S, was PT-168H",
                "{'preferred': ['email'], 'refused': ['email']}  | refused must be channels that are not preferred"
                        + " too, was email",
                "{'preferred': 'email'}                          | preferred must be an array",
                "{'refused': ['telepathy']}                      | refused must be one of",
                "{'attributes': ['x']}                           | attributes must be an object",
                "{'attributes': {'consent': true}}               | attributes.consent must be a text",
                "{'since': '+400000-01-01T00:00:00Z'}            | since must be within 285,000 years of 1970",
                "{'name': 'x'}                                   | name is no field"
            })
    void aWrongCustomerIsRefusedByTheField(String json, String message) {
        assertThatThrownBy(() -> JSON.customer("c42", bytes(json)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'value': NaN}     | at line 1, column 14: nothing of JSON can stand there",
                "{'value':          | at line 1, column 10: it ends too early",
                "{'value': 1,       | at line 1, column 13: it ends too early",
                "{'value': '        | at line 1, column 12: it ends too early",
                "{'value': 1        | at line 1, column 12: it ends too early",
                "{'a': 1, 'a': 2}   | at line 1, column 13: the name a is there twice",
                "{} {}              | at line 1, column 4: nothing of JSON can stand there",
                "NESTED             | : it is nested too deep, or a name, text or number in it is too long",
            })
    void whatTheParserWouldTellOfItselfIsNotTold(String json, String message) {
        assertThatThrownBy(() -> read(json.replace("NESTED", "[".repeat(1000))))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage(("what is sent must be JSON, was not " + message).replace(" :", ":"));
    }

    @Test
    void whatIsFarAheadOfTheClockIsRefused() {
        Instant now = Instant.parse("2026-03-01T09:30:00Z");
        EventJson json = JSON.withMostAhead(Duration.ofMinutes(5), Clock.fixed(now, ZoneOffset.UTC));
        String event = "{'customer': 'c1', 'at': '2026-03-01T09:35:00Z', 'purpose': 'OFFER'}";
        assertThat(json.event(bytes(event)).at()).isEqualTo(now.plusSeconds(300));
        assertThatThrownBy(() -> json.event(bytes(event.replace("09:35:00Z", "09:35:00.001Z"))))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("at must be at most PT5M ahead of now, 2026-03-01T09:30:00Z, was 2026-03-01T09:35:00.001Z");
        assertThat(json.withMostAhead(Duration.ofDays(400), Clock.fixed(now, ZoneOffset.UTC))
                        .event(bytes(event.replace("2026", "2027"))))
                .isNotNull();
        assertThatThrownBy(() -> JSON.withMostAhead(Duration.ofMillis(-1), Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-100000-01-01T00:00:00Z", "1850-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1970-01-21T12:00:00Z"
            })
    void whatIsDatedLongAgoIsRefusedHoweverItComes(String at) {
        byte[] event = bytes("{'customer': 'c1', 'at': '" + at + "', 'purpose': 'OFFER'}");
        String message = "at must be at or after 1990-01-01T00:00:00Z (before it, seconds are mostly taken for"
                + " milliseconds), was " + at;
        assertThatThrownBy(() -> JSON.event(event))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> JSON.event(event, Instant.parse(at))).hasMessage(message);
        assertThatThrownBy(() -> JSON.events(bytes("[" + new String(event, StandardCharsets.UTF_8) + "]")))
                .hasMessage("[0]." + message);
        assertThat(JSON.withEarliest(Instant.parse(at)).event(event).at()).isEqualTo(Instant.parse(at));
    }

    @ParameterizedTest
    @CsvSource({"Consent, consent", "CONSENT.email, consent.email", "consent.Email, consent.email", "Zone, zone"})
    void anAttributeThatWouldNotBeReadIsRefused(String name, String read) {
        assertThatThrownBy(() -> JSON.customer("c1", bytes("{'attributes': {'" + name + "': 'no'}}")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("attributes must be an object of texts, in which " + read
                        + " is written in lower case, was " + name);
        assertThat(JSON.customer("c1", bytes("{'attributes': {'" + read + "': 'no', 'Tier': 'A'}}"))
                        .attributes())
                .containsOnlyKeys(read, "Tier");
    }

    @Test
    void whatLiesAheadIsJudgedByWhenItWasSentWhereThatIsTold() {
        Instant sent = Instant.parse("2026-03-01T09:30:00Z");
        EventJson aYearLater =
                JSON.withMostAhead(Duration.ofMinutes(5), Clock.fixed(sent.plus(Duration.ofDays(365)), ZoneOffset.UTC));
        byte[] event = bytes("{'customer': 'c1', 'at': '2026-03-01T09:40:00Z', 'purpose': 'OFFER'}");
        assertThatThrownBy(() -> aYearLater.event(event, sent))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("at must be at most PT5M ahead of when it was sent, 2026-03-01T09:30:00Z, was"
                        + " 2026-03-01T09:40:00Z");
        assertThat(aYearLater.event(event, sent.plus(Duration.ofMinutes(5)))).isEqualTo(aYearLater.event(event));
        assertThat(JSON.event(event, Instant.MAX)).isEqualTo(aYearLater.event(event));
        byte[] farthest = bytes("{'customer': 'c1', 'at': '+285000-01-01T00:00:00Z', 'purpose': 'OFFER'}");
        assertThat(JSON.event(farthest, Instant.MAX).at()).isAfter(sent);
    }

    @Test
    void aTextWithAControlCharacterIsRefused() {
        assertThatThrownBy(
                        () -> read("{'customer': 'a\\u0000\\u0085', 'at': '2026-03-01T09:30:00Z', 'purpose': 'VISIT'}"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("customer must be a text without control characters, was a??");
    }

    /** As code may have added them: who reads and erases must reach them, and nobody adds more. */
    @Test
    void anIdThatIsNotTakenInCanBeAskedForAndErased() {
        for (String id : List.of("a\tb\u0085", "x".repeat(201))) {
            assertThat(EventJson.id("customer", id)).isEqualTo(id);
            assertThatThrownBy(() -> JSON.customer(id, bytes("{}"))).isInstanceOf(InvalidFieldException.class);
        }
        for (String none : List.of(" ", "a\ud800")) {
            assertThatThrownBy(() -> EventJson.id("customer", none)).isInstanceOf(InvalidFieldException.class);
        }
    }
}
