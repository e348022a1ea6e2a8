package io.engagement.connect;

import io.engagement.connect.NumberFormat.Amount;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Numbers of rows, amounts among them in one currency. */
final class Amounts {
    private final Mapping mapping;
    private final Cells cells;
    private final CurrenciesSeen seen;
    private final Optional<String> told;
    private final int valueColumn;
    private final int costColumn;
    private final Rates rates;
    private final KnownTexts<Factor> factors;
    private final boolean isAsItIs;

    /** What an amount is multiplied and divided by; apart, so that cents become the nearest decimals. */
    private record Factor(double rate, double divisor) {}

    Amounts(Mapping mapping, Cells cells, Seen seen) {
        this.mapping = mapping;
        this.cells = cells;
        this.seen = seen.currencies();
        this.rates = seen.rates();
        this.told = mapping.currency().map(Currency::getCurrencyCode);
        this.valueColumn = plainColumn(Field.VALUE);
        this.costColumn = plainColumn(Field.COST);
        Cell currency = cells.find(Field.CURRENCY);
        this.factors = new KnownTexts<>(currency == null ? List.of() : currency.columns());
        this.isAsItIs = currency == null && mapping.money().unit() == AmountUnit.MAJOR;
        if (currency == null && told.isEmpty() && mapping.money().unit() == AmountUnit.MINOR) {
            throw new MappingRefused("--amount-unit minor needs the currency, of which there are 1, 100 or 1000 in one:"
                    + " tell it with --currency, or map a column with --map currency=COLUMN");
        }
        if (told.isEmpty()
                && (!mapping.money().rates().isEmpty() || mapping.ratesFile().isPresent())) {
            throw new MappingRefused(
                    "--rate and --rates-file convert into another currency: name that one with --currency");
        }
    }

    private int plainColumn(Field field) {
        Cell cell = cells.find(field);
        return cell == null || !mapping.numbers().isPlain() ? Cell.NONE : cell.verbatim();
    }

    /** In the currency that was told; NaN if there is none. */
    double value(Row row, long at) {
        return amount(Field.VALUE, valueColumn, row, at);
    }

    /** In the currency that was told; NaN if there is none. */
    double cost(Row row, long at) {
        return amount(Field.COST, costColumn, row, at);
    }

    private double amount(Field field, int column, Row row, long at) {
        double plain = column != Cell.NONE && row instanceof PlainRow plainRow
                ? PlainNumbers.decimal(plainRow, column)
                : Double.NaN;
        if (!Double.isNaN(plain)) {
            return inCurrency(field, row, at, plain, "", "");
        }
        String text = text(field, row);
        Amount read = mapping.numbers().amount(text);
        double amount = number(field, text, read);
        return Double.isNaN(amount)
                ? amount
                : inCurrency(field, row, at, amount, text, read.currency().orElse(""));
    }

    private double inCurrency(Field field, Row row, long at, double amount, String text, String sign) {
        if (isAsItIs && sign.isEmpty()) {
            return amount;
        }
        Factor factor = sign.isEmpty() && !rates.areByDay()
                ? factors.of(row, each -> factor(code(each), at))
                : factor(sign.isEmpty() ? code(row) : code(row, field, text, sign), at);
        return amount * factor.rate() / factor.divisor();
    }

    private String text(Field field, Row row) {
        return cells.stripped(field, row);
    }

    /**
     * A number that is no amount.
     *
     * @return NaN if there is none
     * @throws RowRefused if its text is none, or it is not finite
     */
    double number(Field field, Row row) {
        String text = text(field, row);
        Amount read = mapping.numbers().amount(text);
        double number = number(field, text, read);
        if (read.currency().isPresent()) {
            throw cells.refused(field, text, "is not a number", "one without a currency");
        }
        return number;
    }

    private double number(Field field, String text, Amount read) {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        double number = read.number()
                .orElseThrow(() -> cells.refused(
                        field, text, "is not a number", mapping.numbers().allowed(text) + orTranslated(field, text)));
        if (!Double.isFinite(number)) {
            throw cells.refused(field, text, "is not finite", "a finite number, or nothing");
        }
        return number;
    }

    /** Contentment is often told in words. */
    private static String orTranslated(Field field, String text) {
        return field == Field.SATISFACTION
                ? "; or a text that stands for one from 0 to 1, as with --translate satisfaction:" + Excerpt.of(text)
                        + "=1"
                : "";
    }

    /** The currency that a row's column tells, or else that of the amounts; empty if nothing tells one. */
    private String code(Row row) {
        String own = Money.code(cells.stripped(Field.CURRENCY, row));
        return own.isEmpty() ? told.orElse("") : own;
    }

    /** The currency of an amount that has its own beside it. */
    private String code(Row row, Field field, String text, String sign) {
        String own = code(row);
        Set<String> codes = CurrencySigns.codes(sign);
        if (own.isEmpty()) {
            return CurrencySigns.name(sign);
        }
        if (codes.contains(own)) {
            return own;
        }
        List<String> converted = codes.stream().filter(rates::has).toList();
        boolean isTold = cells.stripped(Field.CURRENCY, row).isEmpty();
        if (isTold && converted.size() == 1) {
            return converted.get(0);
        }
        throw cells.refused(
                field,
                text,
                "is in another currency",
                "amounts in " + own
                        + (isTold ? ", or in one that is converted, as with --rate USD=0.9" : ", as the column tells"));
    }

    private Factor factor(String code, long at) {
        if (told.isEmpty() && !code.isEmpty()) {
            seen.add(code);
        }
        String where = cells.has(Field.CURRENCY) ? cells.get(Field.CURRENCY).name() : "--currency";
        return new Factor(
                told.isEmpty() || told.get().equals(code) ? 1 : rate(where, code, told.get(), at),
                mapping.money().unit() == AmountUnit.MAJOR ? 1 : smallestUnits(where, code));
    }

    private double rate(String where, String code, String into, long at) {
        return rates.rate(code, at)
                .orElseThrow(() -> RowRefused.of(
                        where,
                        "currency",
                        code,
                        "is another one than that of the amounts",
                        rates.has(code)
                                ? "one with a rate of the last 7 days in --rates-file"
                                : into + ", or one that is converted, as with --rate " + Excerpt.of(code) + "=0.9"));
    }

    /** How many of its smallest units a currency has. */
    private static double smallestUnits(String where, String code) {
        Currency known = Money.BY_CODE.get(code);
        if (known == null) {
            throw RowRefused.of(
                    where, "currency", code, "is none", "a code such as EUR, as amounts are in its smallest unit");
        }
        return Math.pow(10, Math.max(0, known.getDefaultFractionDigits()));
    }
}
