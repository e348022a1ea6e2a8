package io.engagement.measure.spi;

import io.engagement.history.LogView;
import java.util.function.ToDoubleFunction;

/** The quantities of one interaction of a view after another. For one thread. */
final class ViewCursor implements ToDoubleFunction<Quantity> {
    private final LogView view;
    private int position;

    ViewCursor(LogView view) {
        this.view = view;
    }

    ViewCursor at(int next) {
        position = next;
        return this;
    }

    @Override
    public double applyAsDouble(Quantity quantity) {
        return quantity.of(view, position);
    }
}
