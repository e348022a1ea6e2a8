package io.engagement.connect;

import java.time.Clock;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What exports call the fields of interactions, in English and German, and how the texts of a field look. */
final class FieldNames {
    private static final Map<Field, List<String>> NAMES = Map.ofEntries(
            names(Field.CUSTOMER, """
                    customerid customer customernumber customerno customernr customernum customercode custid custno custnr
                    custnumber cust kundennummer kundenno kundennr kundenid kdnr kunde debitorennummer debitornr clientid
                    client clientnumber clientno
                    codeclient klantnummer idcliente codicecliente userid requesterid contactid memberid membernumber memberno
                    accountid accountnumber accountno
                    householdid buyerid personid customeremail email emailadresse useremail"""),
            names(Field.AT, """
                    at createdat date datum orderdate bestelldatum bestelltam orderedat purchasedate kaufdatum created
                    createdon erstelltam angelegtam transactiondate invoicedate rechnungsdatum belegdatum timestamp
                    originaltimestamp eventtime time datetime receivedat paidat createdutc"""),
            names(Field.PURPOSE, "purpose"),
            names(Field.INITIATOR, "initiator"),
            names(Field.CHANNEL, "channel kanal viachannel"),
            names(Field.DIRECTION, "direction richtung"),
            names(Field.ACTOR, "actor"),
            names(Field.DEPARTMENT, "department abteilung"),
            names(Field.CAMPAIGN, "campaign campaignid kampagne"),
            names(Field.VALUE, """
                    value amount betrag total totalamount totalprice ordertotal grandtotal gesamtbetrag gesamt rechnungsbetrag
                    bruttobetrag nettobetrag umsatz revenue sales price preis summe montant importe importo bedrag"""),
            names(Field.COST, "cost kosten"),
            names(Field.SATISFACTION, "satisfaction"),
            names(Field.DURATION, "duration durationseconds dauer"),
            names(Field.ID, """
                    id orderid ordernumber orderno bestellnummer bestellnr auftragsnummer auftragsnr rechnungsnummer belegnummer
                    invoiceid invoicenumber transactionid messageid eventid"""),
            names(Field.IN_REPLY_TO, "inreplyto"),
            names(Field.CONVERSATION, "conversation conversationid threadid ticketid"),
            names(Field.CURRENCY, "currency currencycode ordercurrency w\u00e4hrung waehrung devise moneda valuta"));

    /** Parts of names of columns of orders. */
    private static final List<String> OF_ORDERS = List.of(
            "order",
            "bestell",
            "auftrag",
            "invoice",
            "rechnung",
            "beleg",
            "purchase",
            "kauf",
            "artikel",
            "produkt",
            "product",
            "sku",
            "quantity",
            "menge",
            "commande",
            "facture",
            "pedido",
            "factura",
            "ordine",
            "fattura");

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

    private static final Set<String> KINDS = Set.of(
            "event",
            "eventname",
            "eventtype",
            "activity",
            "activitytype",
            "activityname",
            "action",
            "interactiontype",
            "ereignis",
            "ereignistyp",
            "aktion",
            "aktivit\u00e4t");

    private static final List<String> NO_AMOUNTS =
            List.of("at", "date", "datum", "time", "id", "count", "number", "am", "by", "quantity", "qty");

    private static final List<String> GIVEN_BACK =
            List.of("refund", "erstattet", "erstattung", "rembours", "reembols", "rimbors", "terugbetaald");

    /** Ends of names of columns that sort rows. */
    private static final List<String> SORTING =
            List.of("status", "state", "type", "kind", "art", "typ", "zustand", "statut", "estado", "stato");

    private FieldNames() {}

    private static Map.Entry<Field, List<String>> names(Field field, String names) {
        return Map.entry(field, List.of(names.strip().split("\\s+", -1)));
    }

    static List<String> of(Field field) {
        return NAMES.getOrDefault(field, List.of());
    }

    /** Whether a column of that name is likely to be a field's. */
    static boolean isOfAny(String name) {
        String plain = plain(name);
        return Stream.of(Field.values())
                .anyMatch(field -> field.isNamed(name) || of(field).contains(plain));
    }

    /** Whether a column of that name says whether a row counts. */
    static boolean tellsWhatCounts(String name) {
        return TELLING.contains(plain(name));
    }

    /** Whether a column of that name may tell what happened in rows of many kinds. */
    static boolean tellsKinds(String name) {
        return KINDS.contains(plain(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** Whether a column of that name tells what was given back. */
    static boolean isGivenBack(String name) {
        return GIVEN_BACK.stream().anyMatch(plain(name)::contains);
    }

    /** Whether a column of that name may hold amounts that were given back, and no time, id or number of something. */
    static boolean isAmountGivenBack(String name) {
        String plain = plain(name);
        return isGivenBack(name) && NO_AMOUNTS.stream().noneMatch(plain::endsWith);
    }

    /** Whether a column of that name may sort rows by what they are. */
    static boolean maySort(String name) {
        String plain = plain(name);
        return isGivenBack(name) || SORTING.stream().anyMatch(plain::endsWith);
    }

    /** Whether a column of that name holds currencies. */
    static boolean tellsCurrency(String name) {
        return of(Field.CURRENCY).contains(plain(name));
    }

    /** Whether a column of that name is one of orders. */
    static boolean isOfOrders(String name) {
        return OF_ORDERS.stream().anyMatch(plain(name)::contains);
    }

    /** A name without what people write differently: case, blanks, signs. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** What all texts of a column are. */
    enum Kind {
        EMPTY("empty"),
        TIME("times"),
        NUMBER_OR_TIME("numbers, which may be times"),
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
            boolean areTimes = texts.stream().allMatch(isTime);
            if (texts.stream().allMatch(text -> Numbers.read(text).isPresent())) {
                return areTimes ? NUMBER_OR_TIME : NUMBER;
            }
            if (areTimes) {
                return TIME;
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
                case AT -> this == TIME || this == NUMBER_OR_TIME;
                case VALUE, COST ->
                    this == NUMBER || this == NUMBER_OR_TIME || numbers().isPresent() || this == EMPTY;
                default -> true;
            };
        }

        Optional<NumberFormat> numbers() {
            return switch (this) {
                case COMMA_NUMBER -> Optional.of(COMMA);
                case POINT_NUMBER -> Optional.of(POINT);
                case EMPTY, TIME, NUMBER_OR_TIME, NUMBER, TEXT -> Optional.empty();
            };
        }
    }
}
