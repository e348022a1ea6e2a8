package io.engagement.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A name that nothing has is refused with the one that was probably meant. */
class NamesTest {
    private static final List<String> SCORES = List.of("engagement", "momentum", "retention_risk", "p_alive");

    private static String message(String name) {
        return String.valueOf(Names.unknown("score", name, SCORES).getMessage());
    }

    @Test
    void theNearestNameIsProposed() {
        String all = "there are [engagement, momentum, retention_risk, p_alive]";
        assertThat(message("retention_rsk"))
                .isEqualTo("there is no score 'retention_rsk': did you mean 'retention_risk'? " + all);
        assertThat(message("P_Alive")).contains("did you mean 'p_alive'?");
        assertThat(message("palive")).contains("did you mean 'p_alive'?");
        assertThat(message("engagment")).contains("did you mean 'engagement'?");
    }

    @Test
    void whatIsLikeNoneIsNotTakenForOne() {
        assertThat(message("lifetime_value")).startsWith("there is no score 'lifetime_value': there are [engagement,");
        assertThat(message("")).startsWith("there is no score '': there are [");
    }

    @Test
    void whereThereAreNoneTheMessageSaysSo() {
        assertThat(Names.unknown("score", "risk", List.of()))
                .hasMessage("there is no score 'risk': there is none at all");
    }
}
