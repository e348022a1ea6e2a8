package io.engagement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Channels and purposes by their names. */
class NamesTest {
    @Test
    void aChannelIsTheSameHoweverItIsWritten() {
        assertThat(Channel.of(" Email ")).isEqualTo(Channel.EMAIL).hasToString("email");
        assertThat(Channel.of("Branch 12").name()).isEqualTo("branch 12");
        assertThat(Channel.EMAIL).isLessThan(Channel.WEB);
    }

    @Test
    void aPurposeIsTheSameHoweverItIsWritten() {
        assertThat(Purpose.of(" service notice ")).isEqualTo(Purpose.SERVICE_NOTICE);
        assertThat(Purpose.of("Sign-up")).isEqualTo(Purpose.SIGN_UP).hasToString("SIGN_UP");
        assertThat(Purpose.HELP).isLessThan(Purpose.OFFER);
    }

    @Test
    void standardPurposesAreTheConstants() {
        assertThat(Purpose.standard()).hasSize(14).contains(Purpose.PURCHASE, Purpose.OTHER);
        assertThat(Purpose.standard()).doesNotContain(Purpose.of("donation"));
    }

    @Test
    void theMachinesLanguageDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            // In Turkish the capital of i is not I.
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Purpose.of("information")).isEqualTo(Purpose.INFORMATION);
            assertThat(Channel.of("SOCIAL")).isEqualTo(Channel.SOCIAL);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void namesAreNotBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> Channel.of(" ")).withMessage("channel must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> Purpose.of("")).withMessage("purpose must not be blank");
    }
}
