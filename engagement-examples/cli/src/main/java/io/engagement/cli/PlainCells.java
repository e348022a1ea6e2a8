package io.engagement.cli;

import java.time.Instant;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;

/** Cells for programs: points before decimals, ISO times. */
final class PlainCells implements CsvCells {
    private final UnaryOperator<String> texts;
    private final DoubleFunction<String> numbers;

    private PlainCells(UnaryOperator<String> texts, DoubleFunction<String> numbers) {
        this.texts = texts;
        this.numbers = numbers;
    }

    /** Texts that a spreadsheet takes for formulas are written so that it does not. */
    static PlainCells safe(DoubleFunction<String> numbers) {
        return new PlainCells(SpreadsheetText::of, numbers);
    }

    /** Texts as they are. */
    static PlainCells raw(DoubleFunction<String> numbers) {
        return new PlainCells(UnaryOperator.identity(), numbers);
    }

    @Override
    public String text(String text) {
        return texts.apply(text);
    }

    @Override
    public String number(double number) {
        return numbers.apply(number);
    }

    @Override
    public String whole(long number) {
        return Long.toString(number);
    }

    /** The years -1 and 10000 have a sign, and are no numbers. */
    @Override
    public String time(Instant time) {
        return text(time.toString());
    }
}
