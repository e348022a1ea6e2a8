package io.engagement.connect;

import java.time.Clock;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What exports call the fields of interactions, in English and German, and how the texts of a field look. */
final class FieldNames {
    private static final Map<Field, List<String>> NAMES = Map.ofEntries(
            Map.entry(
                    Field.CUSTOMER,
                    List.of(
                            "customerid",
                            "customer",
                            "kundennummer",
                            "kundennr",
                            "kundenid",
                            "kunde",
                            "clientid",
                            "userid",
                            "requesterid",
                            "contactid",
                            "memberid",
                            "accountid",
                            "householdid",
                            "customeremail",
                            "email")),
            Map.entry(
                    Field.AT,
                    List.of(
                            "at",
                            "createdat",
                            "date",
                            "datum",
                            "orderdate",
                            "bestelldatum",
                            "created",
                            "timestamp",
                            "originaltimestamp",
                            "eventtime",
                            "time",
                            "receivedat",
                            "paidat",
                            "createdutc")),
            Map.entry(Field.PURPOSE, List.of("purpose")),
            Map.entry(Field.INITIATOR, List.of("initiator")),
            Map.entry(Field.CHANNEL, List.of("channel", "kanal", "viachannel")),
            Map.entry(Field.DIRECTION, List.of("direction", "richtung")),
            Map.entry(Field.ACTOR, List.of("actor")),
            Map.entry(Field.DEPARTMENT, List.of("department", "abteilung")),
            Map.entry(Field.CAMPAIGN, List.of("campaign", "campaignid", "kampagne")),
            Map.entry(
                    Field.VALUE,
                    List.of("value", "amount", "betrag", "total", "umsatz", "revenue", "sales", "price", "summe")),
            Map.entry(Field.COST, List.of("cost", "kosten")),
            Map.entry(Field.SATISFACTION, List.of("satisfaction")),
            Map.entry(Field.DURATION, List.of("duration", "durationseconds", "dauer")),
            Map.entry(
                    Field.ID,
                    List.of("id", "orderid", "ordernumber", "bestellnummer", "transactionid", "messageid", "eventid")),
            Map.entry(Field.IN_REPLY_TO, List.of("inreplyto")),
            Map.entry(Field.CONVERSATION, List.of("conversation", "conversationid", "threadid", "ticketid")),
            Map.entry(Field.CURRENCY, List.of(
                            "currency", "currencycode", "ordercurrency", "w\u00e4hrung", "waehrung", "devise", "moneda", "valuta")));

    private static final Set<String> TELLING = Set.of(
            "status",
            "financialstatus",
            "orderstatus",
            "paymentstatus",
            "ticketstatus",
            "bestellstatus",
            "zahlungsstatus",
            "deleted",
            "deletedat",
            "isdeleted",
            "gel\u00f6scht",
            "cancelled",
            "canceled",
            "cancelledat",
            "canceledat",
            "storniert",
            "draft",
            "archived");

    private FieldNames() {}

    static List<String> of(Field field) {
        return NAMES.getOrDefault(field, List.of());
    }

    /** Whether a column of that name says whether a row counts. */
    static boolean tellsWhatCounts(String name) {
        return TELLING.contains(plain(name));
    }

    /** Whether a column of that name holds currencies. */
    static boolean tellsCurrency(String name) {
        return of(Field.CURRENCY).contains(plain(name));
    }

    /** A name without what people write differently: case, blanks, signs. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** What all texts of a column are. */
    enum Kind {
        EMPTY("empty"),
        TIME("times"),
        NUMBER("numbers"),
        COMMA_NUMBER("numbers with a decimal comma"),
        POINT_NUMBER("numbers as people write them"),
        TEXT("texts");

        private static final NumberFormat COMMA = NumberFormat.withDecimal(",");
        private static final NumberFormat POINT = NumberFormat.withDecimal(".");
        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** Of texts that are not blank. */
        static Kind of(List<String> texts) {
            if (texts.isEmpty()) {
                return EMPTY;
            }
            TimeFormat times = TimeFormat.of(TimeFormat.AUTO, Clock.systemUTC());
            Predicate<String> isTime = text -> isTime(times, text);
            if (texts.stream().allMatch(isTime)) {
                return TIME;
            }
            if (texts.stream().allMatch(text -> Numbers.read(text).isPresent())) {
                return NUMBER;
            }
            if (texts.stream().allMatch(text -> COMMA.read(text).isPresent())) {
                return COMMA_NUMBER;
            }
            return texts.stream().allMatch(text -> POINT.read(text).isPresent()) ? POINT_NUMBER : TEXT;
        }

        private static boolean isTime(TimeFormat times, String text) {
            if (TimeTexts.dayAndMonth(text).isPresent()) {
                return true;
            }
            try {
                times.find(text);
                return true;
            } catch (DateTimeException none) {
                return false;
            }
        }

        boolean mayBe(Field field) {
            return switch (field) {
                case AT -> this == TIME;
                case VALUE, COST -> this == NUMBER || numbers().isPresent() || this == EMPTY;
                default -> true;
            };
        }

        Optional<NumberFormat> numbers() {
            return switch (this) {
                case COMMA_NUMBER -> Optional.of(COMMA);
                case POINT_NUMBER -> Optional.of(POINT);
                case EMPTY, TIME, NUMBER, TEXT -> Optional.empty();
            };
        }
    }
}
