package io.engagement.cli;

import io.engagement.contract.ContractModel;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModels;
import io.engagement.dialogue.DiscountedGammaPoisson;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.value.SpendModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models that 'fit --save' wrote, to score with in the place of new fits. */
final class SavedModels {
    static final String ENGAGEMENT = "discounted-gamma-poisson";

    /** Far more than any model: what is larger is another file. */
    private static final long LARGEST = 1L << 26;

    private final Map<Model.Subject, String> texts = new EnumMap<>(Model.Subject.class);

    private SavedModels() {}

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
            String text = withDefinition(file, content(file), zone);
            Model.Subject subject = subject(file, text, zone, scale, horizon);
            if (models.texts.putIfAbsent(subject, text) != null) {
                throw new UsageError("--models holds two models of " + subject.word() + "; the second is " + file);
            }
        }
        models.checkTogether();
        return models;
    }

    private static String content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataRefused("there is no file " + file + " of --models");
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

    private static String withDefinition(Path file, String content, ZoneId zone) {
        try {
            return OlderTexts.withDefinition(content, zone);
        } catch (IllegalArgumentException e) {
            throw noModel(file, e);
        }
    }

    private static DataRefused noModel(Path file, IllegalArgumentException e) {
        return new DataRefused(
                file + " is no model that 'engagement fit --save' wrote and 'score' uses: " + e.getMessage());
    }

    private static Model.Subject subject(Path file, String content, ZoneId zone, TimeScale scale, Duration horizon) {
        try {
            if (Fitted.modelKind(content).equals(ENGAGEMENT)) {
                Duration fitted = DiscountedGammaPoisson.readFitted(content)
                        .model()
                        .definition()
                        .horizon();
                same("the model in " + file, "--engagement-horizon", fitted.toString(), horizon.toString());
                return Model.Subject.ENGAGEMENT;
            }
            Optional<Fitted<? extends SpendModel>> spend = SpendModels.read(content);
            if (spend.isPresent()) {
                sameZone(file, spend.get().model().definition().zone(), zone);
                return Model.Subject.SPEND;
            }
            Optional<Fitted<? extends ContractModel>> contracts = ContractScoring.read(content);
            if (contracts.isPresent()) {
                contracts.get().model().terms().ifPresent(terms -> sameZone(file, terms.zone(), zone));
                return Model.Subject.CONTRACTS;
            }
            CustomerBaseModel model = CustomerBaseModels.readFitted(content).model();
            sameZone(file, model.definition().zone(), zone);
            if (model.definition().period().isEmpty()) {
                same("the model in " + file, "--time-scale", model.timeScale().name(), scale.name());
            }
            return Model.Subject.PURCHASES;
        } catch (IllegalArgumentException e) {
            throw noModel(file, e);
        }
    }

    private static void sameZone(Path file, ZoneId saved, ZoneId now) {
        same("the model in " + file, "--zone", name(saved), name(now));
    }

    /** UTC by one name, of which it has several. */
    private static String name(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** What is spent on a day does not go with purchases by month. */
    private void checkTogether() {
        if (purchases().isEmpty() || spend().isEmpty()) {
            return;
        }
        PurchaseDefinition counted = purchases().get().model().definition().withoutRefunds();
        PurchaseDefinition spent = spend().get().model().definition().withoutRefunds();
        counted.differenceFrom(spent).ifPresent(difference -> {
            throw new UsageError("the models of purchases and of spend do not go together: " + difference
                    + " (here: purchases, there: spend); fit the model of spend with the --period of bg-bb, and without"
                    + " one for other models");
        });
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
                contracts().flatMap(fitted -> fitted.model().terms()).map(ContractTerms::period);
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
