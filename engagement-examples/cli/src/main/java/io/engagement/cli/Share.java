package io.engagement.cli;

import io.engagement.connect.Numbers;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a part of a whole, such as a margin: from 0 to 1, or what its nested kinds allow. */
class Share implements ITypeConverter<Double> {
    private final DoublePredicate allowed;
    private final String words;

    Share() {
        this(share -> share >= 0 && share <= 1, "from 0 to 1, such as 0.3");
    }

    private Share(DoublePredicate allowed, String words) {
        this.allowed = allowed;
        this.words = words;
    }

    @Override
    public Double convert(String text) {
        OptionalDouble read = Numbers.read(text.strip());
        if (read.isEmpty() || !allowed.test(read.getAsDouble())) {
            throw new TypeConversionException("'" + text + "' is not a share " + words);
        }
        return read.getAsDouble();
    }

    /** Neither nothing nor all, such as a level. */
    static final class Open extends Share {
        Open() {
            super(share -> share > 0 && share < 1, "above 0 and below 1, such as 0.05");
        }
    }

    /** Not nothing. */
    static final class Some extends Share {
        Some() {
            super(share -> share > 0 && share <= 1, "above 0 and at most 1, such as 0.1");
        }
    }

    /** Not all. */
    static final class NotAll extends Share {
        NotAll() {
            super(share -> share >= 0 && share < 1, "from 0 to less than 1, such as 0.3");
        }
    }

    /** At most a half. */
    static final class UpToHalf extends Share {
        UpToHalf() {
            super(share -> share >= 0 && share <= 0.5, "from 0 to 0.5, such as 0.05");
        }
    }

    /** The name before a share, as it is. */
    static final class Name implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return text;
        }
    }
}
