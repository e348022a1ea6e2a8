package io.engagement.connect;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What amounts are in.
 *
 * @param unit what they are counted in
 * @param currency their currency; empty if nobody told it
 * @param rates what others are multiplied by
 * @param ratesFile where that is by the day
 */
record Money(AmountUnit unit, Optional<Currency> currency, Map<String, Double> rates, Optional<Path> ratesFile) {
    /** All currencies by their codes: asked for anew, they are copied each time. */
    static final Map<String, Currency> BY_CODE = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, each -> each));

    static Money usual() {
        return new Money(AmountUnit.MAJOR, Optional.empty(), Map.of(), Optional.empty());
    }

    Money withUnit(AmountUnit other) {
        return new Money(other, currency, rates, ratesFile);
    }

    Money withCurrency(Currency other) {
        return new Money(unit, Optional.of(other), rates, ratesFile);
    }

    Money withRatesFile(Path file) {
        return new Money(unit, currency, rates, Optional.of(file));
    }

    /**
     * With a further rate.
     *
     * @throws MappingRefused if it is not above 0, or another one was told before
     */
    Money withRate(String code, double factor) {
        if (!(factor > 0 && Double.isFinite(factor))) {
            throw new MappingRefused("the rate of " + Excerpt.of(code) + " must be a number above 0, was " + factor);
        }
        Map<String, Double> all = new TreeMap<>(rates);
        MappingRefused.requireSame("the rate of " + Excerpt.of(code), all.putIfAbsent(code(code), factor), factor);
        return new Money(unit, currency, Collections.unmodifiableMap(all), ratesFile);
    }

    /** Before another rate of the currency. */
    Money withoutRate(String code) {
        Map<String, Double> all = new TreeMap<>(rates);
        all.remove(code(code));
        return new Money(unit, currency, Collections.unmodifiableMap(all), ratesFile);
    }

    /** The code of a currency, which some write small. */
    static String code(String text) {
        return Blanks.strip(text).toUpperCase(Locale.ROOT);
    }
}
