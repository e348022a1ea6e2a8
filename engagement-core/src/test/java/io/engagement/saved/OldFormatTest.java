package io.engagement.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts of format 1, written by the version before format 2, are read for ever. */
class OldFormatTest {
    @Test
    void aTextOfFormat1OfEveryKindIsReadToTheSameModel() throws IOException {
        int read = 0;
        for (Map.Entry<String, String> each : SavedKinds.texts().entrySet()) {
            String name = each.getKey().replace(' ', '-');
            if (OldFormatTest.class.getResource("format1/" + name + ".txt") == null) {
                // What could not be saved then.
                continue;
            }
            read++;
            String old = resource(name);
            assertThat(old).doesNotContain("format 2", "checksum");
            String text = text(SavedKinds.read(old));
            assertThat(text).as(each.getKey()).startsWith("engagement ").contains(" format 2\n");
            assertThat(text(SavedKinds.read(SavedKinds.saved(old)))).isEqualTo(text);
            assertThat(text(SavedKinds.read(text))).isEqualTo(text);
        }
        assertThat(read).isEqualTo(22);
    }

    @Test
    void aFittedModelWhoseNumberIsNotItsEstimateWasChanged() throws IOException {
        String changed = resource("sbg-fitted").replace("model.beta 7.79", "model.beta 1.79");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SavedKinds.read(changed))
                .withMessageContaining("model.beta must be the estimate that stands in parameter.1.estimate, 7.79")
                .withMessageContaining("one of the two was changed");
    }

    @Test
    void countsAreCheckedAgainstTheText() throws IOException {
        String fitted = resource("sbg-fitted");
        for (String[] change : new String[][] {
            {"parameters 2", "parameters 2147483648"},
            {"parameters 2", "parameters -1"},
            {"parameters 2", "parameters 2.5"},
            {"diagnostics 0", "diagnostics 1e9"},
            {"iterations 5", "iterations -5"},
            {"distinct_rows 4", "distinct_rows 4294967297"},
            {"customers 1000.0", "customers NaN"},
            {"ending MAXIMUM", "ending NOWHERE"},
            {"chosen 0", "chosen x"},
            {"library_version", "period_start 2026-02-31\nprovenance.library_version"},
            {"library_version", "period_start +1000000000-12-31T23:59:59Z\nprovenance.library_version"},
            {"library_version", "period_end -287396-01-01T00:00:00Z\nprovenance.library_version"},
            {"parameter.0.upper 1000000.0", "parameter.0.upper 1.2"},
            {"parameter.1.lower 1.0E-6", "parameter.1.lower 8"},
        }) {
            assertThatIllegalArgumentException()
                    .as(change[1])
                    .isThrownBy(() -> SavedKinds.read(fitted.replaceFirst(change[0], change[1])))
                    .isNotInstanceOf(NumberFormatException.class);
        }
        String cox = resource("covariates").replace("covariates 1\n", "covariates 2147483647\n");
        assertThatIllegalArgumentException().isThrownBy(() -> SavedKinds.read(cox));
    }

    /** Bounds were in the search's unit then, estimates in the user's. */
    @Test
    void anEstimateBeyondABoundWhereItRanToIsReadAsItWasWritten() throws IOException {
        String ran = resource("sbg-fitted")
                .replace("ending MAXIMUM", "ending BOUNDARY")
                .replace("parameter.1.lower 1.0E-6", "parameter.1.lower 8");
        assertThat(SavedKinds.read(ran)).isNotNull();
    }

    private static String text(Object model) {
        return ((StatisticalModel) model).toText();
    }

    static String resource(String name) throws IOException {
        try (InputStream in = OldFormatTest.class.getResourceAsStream("format1/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** They did not tell by what customers are known: by attributes of the names. */
    @Test
    void covariatesOfOlderTextsAreAttributes() throws IOException {
        CovariateModel<?> model = (CovariateModel<?>) SavedKinds.read(resource("covariates"));
        assertThat(model.covariates()).isEqualTo(Covariates.of(Fact.attribute("size")));
        assertThat(SavedKinds.texts().get("covariates")).contains("fact.0 attribute 1; name size");
    }
}
