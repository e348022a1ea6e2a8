package io.engagement.cli;

import io.engagement.setup.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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

    /**
     * One of a subject, by its word.
     *
     * @param more words that are no models and may stand in their place, for the message
     * @throws TypeConversionException if there is none
     */
    static Model of(Subject subject, String text, String... more) {
        return of(
                "model of " + subject.word(),
                Arrays.stream(values()).filter(each -> each.subject == subject).toList(),
                text,
                more);
    }

    private static Model of(String what, List<Model> models, String text, String... more) {
        return models.stream()
                .filter(each -> each.word().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(Choices.unknown(
                        what,
                        text,
                        Stream.concat(models.stream().map(Model::word), Stream.of(more))
                                .toList())));
    }

    /** By its word. */
    static final class Name implements ITypeConverter<Model> {
        @Override
        public Model convert(String text) {
            return of("model", List.of(values()), text);
        }
    }

    /** One of spend, by its word. */
    static final class OfSpend implements ITypeConverter<Model> {
        @Override
        public Model convert(String text) {
            return of(Subject.SPEND, text);
        }
    }

    /** One of contracts, by its word. */
    static final class OfContracts implements ITypeConverter<Model> {
        @Override
        public Model convert(String text) {
            return of(Subject.CONTRACTS, text);
        }
    }
}
