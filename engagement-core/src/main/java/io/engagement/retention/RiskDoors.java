package io.engagement.retention;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.RowScorer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a {@link RetentionRiskScorer} asks of its model. Immutable. */
interface RiskDoors {
    String name();

    Duration horizon();

    List<Measure> inputs();

    Optional<TimeScale> timeScale();

    PurchaseDefinition definition();

    List<Definition> definitions();

    RiskDoors withName(String name);

    RiskDoors withAct(String act);

    RowScorer prepare(MeasureTable table);
}
