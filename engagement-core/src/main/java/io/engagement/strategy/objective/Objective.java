package io.engagement.strategy.objective;

import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import io.engagement.strategy.objective.BaseFigure.Side;
import java.time.Instant;
import java.util.Objects;

/**
 * A named target for a figure, with who answers for it and by when it is to be reached.
 *
 * @param name one line
 * @param figure what is aimed at
 * @param side whether the target is a floor or a ceiling
 * @param target finite
 * @param owner who answers for it, one line
 * @param due by when
 */
public record Objective(String name, BaseFigure figure, Side side, double target, String owner, Instant due) {
    static final String KIND = "objective";
    static final int VERSION = 1;

    /**
     * Checks the fields.
     *
     * @param name one line
     * @param figure what is aimed at
     * @param side whether the target is a floor or a ceiling
     * @param target finite
     * @param owner who answers for it, one line
     * @param due by when
     * @throws IllegalArgumentException if a text is blank or no line, or the target not finite
     */
    public Objective {
        requireLine("name", name);
        Objects.requireNonNull(figure, "figure");
        Objects.requireNonNull(side, "side");
        requireLine("owner", owner);
        Objects.requireNonNull(due, "due");
        if (!Double.isFinite(target)) {
            throw new IllegalArgumentException("target must be finite, was " + target);
        }
        target += 0.0; // -0 becomes 0
    }

    private static void requireLine(String field, String text) {
        if (text.isBlank() || text.lines().count() > 1 || !text.equals(text.strip())) {
            throw new IllegalArgumentException(
                    field + " must be one line without blanks around it, was '" + text + "'");
        }
    }

    /**
     * A figure that is to reach a target from below.
     *
     * @param name one line
     * @param figure what is aimed at
     * @param target finite
     * @param owner who answers for it
     * @param due by when
     * @return the objective
     */
    public static Objective atLeast(String name, BaseFigure figure, double target, String owner, Instant due) {
        return new Objective(name, figure, Side.AT_LEAST, target, owner, due);
    }

    /**
     * A figure that is to stay, or to come, below a target.
     *
     * @param name one line
     * @param figure what is aimed at
     * @param target finite
     * @param owner who answers for it
     * @param due by when
     * @return the objective
     */
    public static Objective atMost(String name, BaseFigure figure, double target, String owner, Instant due) {
        return new Objective(name, figure, Side.AT_MOST, target, owner, due);
    }

    ModelText modelText() {
        return ModelText.of(KIND, VERSION)
                .with("name", name)
                .with("side", side.name())
                .with("target", target)
                .with("owner", owner)
                .with("due", due.toString())
                .withPart("figure", figure.modelText());
    }

    static Objective read(ModelText text, Registry registry) {
        return new Objective(
                text.word("name"),
                BaseFigure.read(text.part("figure", BaseFigure.KIND, BaseFigure.VERSION), registry),
                text.choice("side", Side.class),
                text.number("target"),
                text.word("owner"),
                text.instant("due"));
    }
}
