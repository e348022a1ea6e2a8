package io.engagement.journey.motive;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.fit.Fitted;
import io.engagement.journey.motive.MotiveBase.Planted;
import org.junit.jupiter.api.Test;

class MotiveModelTest {
    @Test
    void look() {
        var view = MotiveBase.view(1, 1000, 600, Planted.OVERUSE);
        long t = System.nanoTime();
        Fitted<MotiveModel> fitted = MotiveModel.fit(view, Exit.cancelled());
        System.out.println((System.nanoTime() - t) / 1e6 + " ms " + view.size());
        System.out.println(fitted.model());
        System.out.println(fitted.model().hazard());
        System.out.println(fitted.summary());
        System.out.println(fitted.model().drivers(view).toString().lines().limit(12).collect(java.util.stream.Collectors.joining("\n")));
        for (Planted p : Planted.values()) {
            System.out.println(p + "\n" + Consistency.of(MotiveBase.view(3, 600, 900, p)));
        }
        System.out.println(Consistency.of(MotiveBase.view(3, 600, 900)).tenure());
        assertThat(fitted.model().motives()).isNotEmpty();
    }
}
