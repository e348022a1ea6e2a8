package io.engagement.connect;

import io.engagement.connect.Mapping.AmountUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Numbers of rows, amounts among them in one currency. */
final class Amounts {
    /** Of signs that stand for no more than these. */
    private static final Map<String, Set<String>> SIGNS = Map.of(
            "€", Set.of("EUR"),
            "£", Set.of("GBP", "EGP", "GIP", "FKP", "SHP", "LBP", "SYP", "SDG", "SSP"),
            "¥", Set.of("JPY", "CNY"),
            "₹", Set.of("INR"),
            "₽", Set.of("RUB"),
            "₺", Set.of("TRY"),
            "₩", Set.of("KRW", "KPW"),
            "₪", Set.of("ILS"));

    private final Mapping mapping;
    private final Cells cells;
    private final CurrenciesSeen seen;
    private final Optional<String> told;
    private final int valueColumn;
    private final int costColumn;
    private final KnownTexts<Factor> factors;
    private final boolean isAsItIs;

    /** What an amount is multiplied and divided by; apart, so that cents become the nearest decimals. */
    private record Factor(double rate, double divisor) {}

    Amounts(Mapping mapping, Cells cells, CurrenciesSeen seen) {
        this.mapping = mapping;
        this.cells = cells;
        this.seen = seen;
        this.told = mapping.currency().map(Currency::getCurrencyCode);
        this.valueColumn = plainColumn(Field.VALUE);
        this.costColumn = plainColumn(Field.COST);
        Cell currency = cells.find(Field.CURRENCY);
        this.factors = new KnownTexts<>(currency == null ? List.of() : currency.columns());
        this.isAsItIs = currency == null && mapping.amountUnit() == AmountUnit.MAJOR;
        if (currency == null && told.isEmpty() && mapping.amountUnit() == AmountUnit.MINOR) {
            throw new MappingRefused("--amount-unit minor needs the currency, of which there are 1, 100 or 1000 in one:"
                    + " tell it with --currency, or map a column with --map currency=COLUMN");
        }
        if (told.isEmpty() && !mapping.rates().isEmpty()) {
            throw new MappingRefused("--rate converts into another currency: name that one with --currency");
        }
    }

    private int plainColumn(Field field) {
        Cell cell = cells.find(field);
        return cell == null || !mapping.numbers().isPlain() ? Cell.NONE : cell.verbatim();
    }

    /** In the currency that was told; NaN if there is none. */
    double value(Row row) {
        return amount(Field.VALUE, valueColumn, row);
    }

    /** In the currency that was told; NaN if there is none. */
    double cost(Row row) {
        return amount(Field.COST, costColumn, row);
    }

    private double amount(Field field, int column, Row row) {
        double amount = read(field, column, row);
        if (Double.isNaN(amount) || isAsItIs) {
            return amount;
        }
        Factor factor = factors.of(row, this::factor);
        return amount * factor.rate() / factor.divisor();
    }

    /** What is written in the common way is read from its bytes; the rest, and what is to be refused, as text. */
    private double read(Field field, int column, Row row) {
        if (column == Cell.NONE || !(row instanceof PlainRow plainRow)) {
            return number(field, row);
        }
        double amount = PlainNumbers.decimal(plainRow, column);
        return Double.isNaN(amount) && plainRow.length(column) > 0 ? number(field, row) : amount;
    }

    /**
     * A number.
     *
     * @return NaN if there is none
     * @throws RowRefused if its text is none, or it is not finite
     */
    double number(Field field, Row row) {
        Cell cell = cells.find(field);
        String text = cell == null ? "" : Blanks.strip(cell.text().apply(row));
        if (cell == null || text.isEmpty()) {
            return Double.NaN;
        }
        NumberFormat format = mapping.numbers();
        double number = format.read(text)
                .orElseThrow(
                        () -> RowRefused.of(cell.name(), field.shortName(), text, "is not a number", format.allowed()));
        if (!Double.isFinite(number)) {
            throw RowRefused.of(cell.name(), field.shortName(), text, "is not finite", "a finite number, or nothing");
        }
        format.currency(text).ifPresent(sign -> checkSign(cell, field, text, sign));
        return number;
    }

    /** An amount that has its own currency beside it. */
    private void checkSign(Cell cell, Field field, String text, String sign) {
        if (told.isEmpty()) {
            seen.add(sign);
            return;
        }
        boolean isCode = sign.length() == 3 && sign.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        Set<String> codes = SIGNS.getOrDefault(sign, isCode ? Set.of(sign) : Set.of());
        if (!codes.isEmpty() && !codes.contains(told.get())) {
            throw RowRefused.of(
                    cell.name(), field.shortName(), text, "is in another currency", "amounts in " + told.get());
        }
    }

    private Factor factor(Row row) {
        Cell cell = cells.find(Field.CURRENCY);
        String own = cell == null ? "" : Blanks.strip(cell.text().apply(row)).toUpperCase(Locale.ROOT);
        String code = own.isEmpty() ? told.orElse("") : own;
        if (told.isEmpty() && !code.isEmpty()) {
            seen.add(code);
        }
        String where = cell == null ? "--currency" : cell.name();
        return new Factor(
                told.isEmpty() || told.get().equals(code) ? 1 : rate(where, code, told.get()),
                mapping.amountUnit() == AmountUnit.MAJOR ? 1 : smallestUnits(where, code));
    }

    private double rate(String where, String code, String into) {
        Double rate = mapping.rates().get(code);
        if (rate == null) {
            throw RowRefused.of(
                    where,
                    "currency",
                    code,
                    "is another one than that of the amounts",
                    into + ", or one that is converted, as with --rate " + Excerpt.of(code) + "=0.9");
        }
        return rate;
    }

    /** How many of its smallest units a currency has. */
    private static double smallestUnits(String where, String code) {
        return Currency.getAvailableCurrencies().stream()
                .filter(each -> each.getCurrencyCode().equals(code))
                .mapToDouble(each -> Math.pow(10, Math.max(0, each.getDefaultFractionDigits())))
                .findFirst()
                .orElseThrow(() -> RowRefused.of(
                        where, "currency", code, "is none", "a code such as EUR, as amounts are in its smallest unit"));
    }
}
