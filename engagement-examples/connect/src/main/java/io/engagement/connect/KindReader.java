package io.engagement.connect;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What sorts of contact the rows of one source are. */
final class KindReader {
    private static final List<Field> FIELDS = List.of(
            Field.CHANNEL,
            Field.PURPOSE,
            Field.INITIATOR,
            Field.DIRECTION,
            Field.ACTOR,
            Field.DEPARTMENT,
            Field.CAMPAIGN);

    private final Cells cells;
    private final Map<KindTexts, InteractionKind> kinds = new HashMap<>();
    private final KnownTexts<InteractionKind> byText;

    KindReader(Cells cells) {
        this.cells = cells;
        this.byText = new KnownTexts<>(cells.columns(FIELDS));
    }

    /**
     * A row's kind: the same object for the same texts.
     *
     * @throws RowRefused if it has none
     */
    InteractionKind kind(Row row) {
        return byText.of(row, this::read);
    }

    private InteractionKind read(Row row) {
        KindTexts key = new KindTexts(
                cells.stripped(Field.CHANNEL, row),
                cells.stripped(Field.PURPOSE, row),
                cells.stripped(Field.INITIATOR, row),
                cells.stripped(Field.DIRECTION, row),
                cells.stripped(Field.ACTOR, row),
                cells.stripped(Field.DEPARTMENT, row),
                cells.stripped(Field.CAMPAIGN, row));
        InteractionKind known = kinds.get(key);
        if (known == null) {
            known = newKind(key);
            kinds.put(key, known);
        }
        return known;
    }

    private InteractionKind newKind(KindTexts key) {
        if (key.purpose().isEmpty()) {
            throw cells.isEmpty(Field.PURPOSE);
        }
        return new InteractionKind(
                key.channel().isEmpty() ? Channel.UNKNOWN : Channel.of(key.channel()),
                Purpose.of(key.purpose()),
                oneOf(Field.INITIATOR, Initiator.class, key.initiator(), Initiator.UNKNOWN),
                false,
                oneOf(Field.DIRECTION, Direction.class, key.direction(), Direction.UNKNOWN),
                oneOf(Field.ACTOR, Actor.class, key.actor(), Actor.PERSON),
                Optional.of(key.department()).filter(text -> !text.isEmpty()),
                Optional.of(key.campaign()).filter(text -> !text.isEmpty()));
    }

    private <E extends Enum<E>> E oneOf(Field field, Class<E> type, String text, E ifEmpty) {
        if (text.isEmpty()) {
            return ifEmpty;
        }
        String wanted = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> cells.refused(
                        field,
                        text,
                        "is unknown",
                        "one of " + Arrays.toString(type.getEnumConstants())
                                + ", or a text that stands for one, as with --translate " + field.shortName() + ":"
                                + Excerpt.of(text) + "=" + type.getEnumConstants()[0]));
    }
}
