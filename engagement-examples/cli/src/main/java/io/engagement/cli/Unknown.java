package io.engagement.cli;

import io.engagement.outcome.UnknownCustomers;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what is known of assigned customers whom the log does not know. */
final class Unknown implements ITypeConverter<UnknownCustomers> {
    @Override
    public UnknownCustomers convert(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "doubted" -> UnknownCustomers.DOUBTED;
            case "idle" -> UnknownCustomers.IDLE;
            case "refused" -> UnknownCustomers.REFUSED;
            default -> throw new TypeConversionException("'" + text + "' must be doubted, idle or refused");
        };
    }
}
