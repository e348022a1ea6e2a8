package io.engagement.cli;

import io.engagement.connect.Numbers;
import java.util.OptionalDouble;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a part of a whole, such as a margin: from 0 to 1. */
final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        OptionalDouble read = Numbers.read(text.strip());
        if (read.isEmpty() || !(read.getAsDouble() >= 0 && read.getAsDouble() <= 1)) {
            throw new TypeConversionException("'" + text + "' is not a share from 0 to 1, such as 0.3");
        }
        return read.getAsDouble();
    }
}
