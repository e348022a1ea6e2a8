package io.engagement.cli;

import io.engagement.contract.ContractModel;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModels;
import io.engagement.dialogue.DiscountedGammaPoisson;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.value.SpendModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models that 'fit --save' wrote, to score with in the place of new fits. */
final class SavedModels {
    /** Of models that do not carry their definition, as those of purchases do: the zone, the period, the horizon of engagement. */
    private static final String ZONE = "base.zone";

    private static final String PERIOD = "base.period";
    private static final String HORIZON = "base.engagement_horizon";

    private static final String ENGAGEMENT = "discounted-gamma-poisson";
    private static final String NONE = "none";

    /** Where a model of purchases has its definition; texts of before have none. */
    private static final String DEFINITION = "model.definition";

    /** Far more than any model: what is larger is another file. */
    private static final long LARGEST = 1L << 26;

    private final Map<Model.Subject, String> texts = new EnumMap<>(Model.Subject.class);

    private SavedModels() {}

    /** The text to save: the fit's own and, where the model does not carry it, what it takes for a purchase and for engagement. */
    static String text(Fitted<?> fitted, PurchaseDefinition counted, Duration horizon) {
        if (fitted.model() instanceof CustomerBaseModel) {
            return fitted.toText();
        }
        return fitted.modelText()
                .with(ZONE, counted.zone().getId())
                .with(PERIOD, counted.period().map(TimeScale::name).orElse(NONE))
                .with(HORIZON, horizon.toString())
                .toString();
    }

    /**
     * Reads models.
     *
     * @param zone whose days count as purchase days in this run
     * @param scale the unit of time of this run
     * @param horizon how far engagement looks ahead in this run
     * @throws UsageError if there is no such file, if two tell of one subject, or if one means something else than this run, or
     *     than another one, by a purchase, by engagement or by a unit of time
     * @throws DataRefused if a file holds no model that scores
     */
    static SavedModels read(List<Path> files, ZoneId zone, TimeScale scale, Duration horizon) {
        SavedModels models = new SavedModels();
        for (Path file : files) {
            String text = content(file, zone);
            Model.Subject subject = subject(file, text, zone, scale, horizon);
            if (models.texts.putIfAbsent(subject, text) != null) {
                throw new UsageError("--models holds two models of " + subject.word() + "; the second is " + file);
            }
        }
        models.checkPeriods();
        return models;
    }

    /** Texts of before, which have their zone beside the model or tell none, with their definition or this run's. */
    private static String content(Path file, ZoneId zone) {
        String content = content(file);
        try {
            ModelText text = ModelText.read(content, "fitted", 1);
            if (!CustomerBaseModels.canRead(content)
                    || text.optionalWord(DEFINITION).isPresent()) {
                return content;
            }
            ZoneId counted = ZoneId.of(text.optionalWord(ZONE).orElse(zone.getId()));
            return text.with(DEFINITION, Fits.purchaseDays(counted).toText()).toString();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw noModel(file, e);
        }
    }

    private static DataRefused noModel(Path file, RuntimeException e) {
        return new DataRefused(
                file + " is no model that 'engagement fit --save' wrote and 'score' uses: " + e.getMessage());
    }

    private static String content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UsageError("there is no file " + file + " of --models");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new DataRefused(file + " is no saved model: these have at most " + LARGEST + " bytes, it has "
                        + Files.size(file));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new DataRefused(file + " is no text in UTF-8, as saved models are");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Model.Subject subject(Path file, String content, ZoneId zone, TimeScale scale, Duration horizon) {
        try {
            ModelText text = ModelText.read(content, "fitted", 1);
            if (Fitted.modelKind(content).equals(ENGAGEMENT)) {
                text.optionalWord(HORIZON)
                        .ifPresent(saved ->
                                same("the model in " + file, "--engagement-horizon", saved, horizon.toString()));
                DiscountedGammaPoisson.readFitted(content);
                return Model.Subject.ENGAGEMENT;
            }
            text.optionalWord(ZONE).ifPresent(saved -> sameZone(file, ZoneId.of(saved), zone));
            text.optionalWord(PERIOD)
                    .filter(saved -> !saved.equals(NONE))
                    .ifPresent(saved -> text.choice(PERIOD, TimeScale.class));
            if (SpendModels.read(content).isPresent()) {
                return Model.Subject.SPEND;
            }
            if (ContractScoring.read(content).isPresent()) {
                renewed(content).ifPresent(ContractTerms::standard);
                return Model.Subject.CONTRACTS;
            }
            CustomerBaseModel model = CustomerBaseModels.readFitted(content).model();
            sameZone(file, model.definition().zone(), zone);
            if (period(model).isEmpty()) {
                same("the model in " + file, "--time-scale", model.timeScale().name(), scale.name());
            }
            return Model.Subject.PURCHASES;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw noModel(file, e);
        }
    }

    private static void sameZone(Path file, ZoneId saved, ZoneId now) {
        same("the model in " + file, "--zone", named(saved), named(now));
    }

    /** UTC by one name, of which it has several. */
    private static String named(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** The period of a model with one opportunity to buy in each. */
    private static Optional<TimeScale> period(CustomerBaseModel model) {
        return model.definition().period();
    }

    /** What is spent on a day does not go with purchases by month. */
    private void checkPeriods() {
        String spend = texts.get(Model.Subject.SPEND);
        Optional<String> saved = spend == null
                ? Optional.empty()
                : ModelText.read(spend, "fitted", 1).optionalWord(PERIOD);
        Optional<String> wanted = purchases()
                .map(fitted -> period(fitted.model()).map(TimeScale::name).orElse(NONE));
        if (saved.isPresent() && wanted.isPresent() && !saved.equals(wanted)) {
            throw new UsageError("the models of purchases and of spend do not go together: the period of the one is "
                    + wanted.get() + ", of the other " + saved.get()
                    + "; fit the model of spend with the --period of bg-bb,"
                    + " and without one for other models");
        }
    }

    /** The period of a saved model of contracts. */
    private static Optional<TimeScale> renewed(String content) {
        ModelText text = ModelText.read(content, "fitted", 1);
        return text.optionalWord(PERIOD)
                .filter(saved -> !saved.equals(NONE))
                .map(saved -> text.choice(PERIOD, TimeScale.class));
    }

    private static void same(String what, String option, String saved, String now) {
        if (!saved.equals(now)) {
            throw new UsageError(what + " was fitted with " + option + " " + saved + ", and this run has " + now
                    + ": score with the same, or fit anew");
        }
    }

    Optional<Fitted<? extends CustomerBaseModel>> purchases() {
        return Optional.ofNullable(texts.get(Model.Subject.PURCHASES)).map(CustomerBaseModels::readFitted);
    }

    Optional<Fitted<? extends SpendModel>> spend() {
        return Optional.ofNullable(texts.get(Model.Subject.SPEND)).flatMap(SpendModels::read);
    }

    Optional<Fitted<? extends ContractModel>> contracts() {
        return Optional.ofNullable(texts.get(Model.Subject.CONTRACTS)).flatMap(ContractScoring::read);
    }

    /**
     * The period of the model of contracts.
     *
     * @param told what this run says, which is needed only if the model came from elsewhere and tells none
     * @throws UsageError if both tell and differ, or if none does
     */
    TimeScale contractPeriod(Optional<TimeScale> told) {
        Optional<TimeScale> saved =
                Optional.ofNullable(texts.get(Model.Subject.CONTRACTS)).flatMap(SavedModels::renewed);
        if (saved.isPresent() && told.isPresent()) {
            same(
                    "the model of contracts",
                    "--period",
                    saved.get().name(),
                    told.get().name());
        }
        return saved.or(() -> told)
                .orElseThrow(() -> new UsageError("the model of contracts does not tell how long it is between"
                        + " renewals: give the --period that it was fitted to"));
    }

    Optional<Fitted<DiscountedGammaPoisson>> engagement() {
        return Optional.ofNullable(texts.get(Model.Subject.ENGAGEMENT)).map(DiscountedGammaPoisson::readFitted);
    }
}
