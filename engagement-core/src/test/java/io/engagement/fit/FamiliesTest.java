package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Registry;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamiliesTest {
    private interface Rate extends StatisticalModel {}

    private record Known(double rate) implements Rate {
        private static final Family<Known> FAMILY =
                Family.of("known", 2, (text, own) -> new Known(text.number("rate")));

        @Override
        public ModelText modelText() {
            return ModelText.of("known", 2).with("rate", rate);
        }
    }

    private record Own(double rate) implements Rate {
        private static final Family<Own> FAMILY = Family.of("own", 2, (text, own) -> new Own(text.number("rate")));

        @Override
        public ModelText modelText() {
            return ModelText.of("own", 2).with("rate", rate);
        }
    }

    private record Stranger() implements StatisticalModel {
        private static final Family<Stranger> FAMILY = Family.of("stranger", 1, (text, own) -> new Stranger());

        @Override
        public ModelText modelText() {
            return ModelText.of("stranger", 1);
        }
    }

    private static final Families<Rate> RATES = Families.of("model of rates", Rate.class, List.of(Known.FAMILY));

    @Test
    void aTextIsReadWhicheverModelItIs() {
        Registry own = Own.FAMILY.addedTo(Registry.empty());
        assertThat(RATES.read(new Known(3).toText(), Registry.empty())).isEqualTo(new Known(3));
        assertThat(RATES.read(new Own(4).toText(), own)).isEqualTo(new Own(4));
        assertThat(RATES.families()).containsExactly(Known.FAMILY);
    }

    @Test
    void anOlderVersionOfAnOwnFamilyIsReadToo() {
        String older = new Own(4).toText().lines().skip(1).findFirst().orElseThrow();
        assertThat(RATES.read("engagement own 1\n" + older + "\n", Own.FAMILY.addedTo(Registry.empty())))
                .isEqualTo(new Own(4));
    }

    @Test
    void whatIsNotKnownIsRefusedWithTheRemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RATES.read(new Own(4).toText(), Registry.empty()))
                .withMessage(
                        "the text holds a own, which is no model of rates: there are [known]; a family of your own is"
                                + " read with a registry to which it was added, see Family.addedTo");
    }

    @Test
    void anOwnModelOfAnotherSubjectIsRefused() {
        Registry own = Stranger.FAMILY.addedTo(Registry.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RATES.read(new Stranger().toText(), own))
                .withMessage("the text holds a stranger, which is no model of rates: there are [known]");
    }
}
