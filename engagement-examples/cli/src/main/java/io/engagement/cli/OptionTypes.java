package io.engagement.cli;

import io.engagement.connect.Numbers;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads options: numbers as those of files are read, and what else has a text of its own, with a message that tells what it takes. */
final class OptionTypes {
    private OptionTypes() {}

    /** To be called when all commands are there. */
    static void addTo(CommandLine line) {
        ITypeConverter<Double> decimal = OptionTypes::decimal;
        ITypeConverter<Long> whole = OptionTypes::whole;
        ITypeConverter<Integer> small = OptionTypes::small;
        ITypeConverter<Path> path = OptionTypes::path;
        line.registerConverter(Double.class, decimal)
                .registerConverter(double.class, decimal)
                .registerConverter(OptionalDouble.class, text -> OptionalDouble.of(decimal(text)))
                .registerConverter(Long.class, whole)
                .registerConverter(long.class, whole)
                .registerConverter(Integer.class, small)
                .registerConverter(int.class, small)
                .registerConverter(Path.class, path)
                .registerConverter(ZoneId.class, named("a time zone such as Europe/Berlin or UTC", ZoneId::of))
                .registerConverter(Charset.class, named("an encoding such as UTF-8", Charset::forName))
                .registerConverter(
                        Currency.class,
                        named("a currency such as EUR", text -> Currency.getInstance(text.toUpperCase(Locale.ROOT))));
    }

    private static double decimal(String text) {
        return Numbers.read(text.strip())
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a number such as 0.1"));
    }

    private static long whole(String text) {
        return Numbers.readWhole(text.strip())
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a whole number"));
    }

    private static int small(String text) {
        OptionalLong read = Numbers.readWhole(text.strip());
        if (read.isEmpty() || read.getAsLong() != (int) read.getAsLong()) {
            throw new TypeConversionException("'" + text + "' is not a whole number below " + Integer.MAX_VALUE);
        }
        return (int) read.getAsLong();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' is no name of a file: " + e.getReason());
        }
    }

    private static <T> ITypeConverter<T> named(String what, Function<String, T> reading) {
        return text -> {
            try {
                return reading.apply(text.strip());
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is not " + what);
            }
        };
    }
}
