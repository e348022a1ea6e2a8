package io.engagement.cli;

import io.engagement.setup.Subject;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The models that can be fitted, and what each is of. */
enum Model {
    NBD(Subject.PURCHASES),
    BG_NBD(Subject.PURCHASES),
    MBG_NBD(Subject.PURCHASES),
    BG_CNBD_K(Subject.PURCHASES),
    MBG_CNBD_K(Subject.PURCHASES),
    PARETO_NBD(Subject.PURCHASES),
    GGOM_NBD(Subject.PURCHASES),
    PARETO_NBD_COR(Subject.PURCHASES),
    BG_BB(Subject.PURCHASES),
    SBG(Subject.CONTRACTS),
    BDW(Subject.CONTRACTS),
    GAMMA_GAMMA(Subject.SPEND),
    GAMMA_GAMMA_ALL(Subject.SPEND),
    HURDLE_GAMMA_GAMMA(Subject.SPEND),
    NORMAL_NORMAL(Subject.SPEND),
    ENGAGEMENT(Subject.ENGAGEMENT),
    RETENTION(Subject.RETENTION);

    private final Subject subject;

    Model(Subject subject) {
        this.subject = subject;
    }

    Subject subject() {
        return subject;
    }

    /** As it is written on the command line; those of purchases are the library's names. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By its word. */
    static final class Name implements ITypeConverter<Model> {
        @Override
        public Model convert(String text) {
            try {
                return Model.valueOf(text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("there is no model '" + text + "'; there are "
                        + Arrays.stream(Model.values()).map(Model::word).collect(Collectors.joining(", ")));
            }
        }
    }
}
