package io.engagement.strategy.policy;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.fit.ModelText;
import io.engagement.internal.text.Lengths;
import io.engagement.measure.WeekTimes;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Words of a policy's text. */
final class PolicyText {
    private static final String NEEDED = "needed";
    private static final String UNLESS_WITHDRAWN = "unless-withdrawn";

    private PolicyText() {}

    /** A text with a line for each name. */
    static ModelText with(ModelText text, String key, Stream<String> names) {
        List<String> all = names.toList();
        ModelText longer = text.with(key, Integer.toString(all.size()));
        for (int i = 0; i < all.size(); i++) {
            longer = longer.with(key + "." + i, all.get(i));
        }
        return longer;
    }

    static Stream<String> names(ModelText text, String key) {
        return IntStream.range(0, text.count(key)).mapToObj(i -> text.word(key + "." + i));
    }

    static ModelText write(ContactPolicy policy, ModelText empty) {
        ModelText text = empty.with("consent", policy.needsConsent() ? NEEDED : UNLESS_WITHDRAWN)
                .with("complaint-hold", policy.complaintHold().toString())
                .with("unanswered", Integer.toString(policy.unanswered()))
                .with("rest", policy.rest().toString())
                .with("stated-limits", Integer.toString(policy.statedLimitsUpTo()))
                .with("caps", Integer.toString(policy.caps().size()))
                .with("quiet", Integer.toString(policy.quietHours().size()));
        text = with(text, "channels", policy.channels().stream().map(Channel::name));
        text = with(text, "service", policy.service().stream().map(Purpose::name));
        for (int i = 0; i < policy.caps().size(); i++) {
            text = text.withPart("cap." + i, policy.caps().get(i).modelText());
        }
        for (int i = 0; i < policy.quietHours().size(); i++) {
            text = text.with("quiet." + i, of(policy.quietHours().get(i)));
        }
        return text;
    }

    static ContactPolicy read(ModelText text) {
        ContactPolicy policy = ContactPolicy.standard()
                .withComplaintHold(duration("complaint-hold", text.word("complaint-hold")))
                .withStatedLimitsUpTo(text.whole("stated-limits", 1, Integer.MAX_VALUE))
                .withChannels(names(text, "channels").map(Channel::of).toArray(Channel[]::new))
                .withService(names(text, "service")
                        .map(Purpose::of)
                        .filter(purpose -> !ContactPolicy.standard().isService(purpose))
                        .toArray(Purpose[]::new));
        if (needsConsent(text.word("consent"))) {
            policy = policy.withConsentNeeded();
        }
        int unanswered = text.whole("unanswered", 0, Integer.MAX_VALUE);
        if (unanswered > 0) {
            policy = policy.withRest(unanswered, duration("rest", text.word("rest")));
        }
        for (int i = 0; i < text.count("caps"); i++) {
            policy = policy.withCap(ContactCap.read(text.part("cap." + i, ContactCap.KIND, ContactCap.VERSION)));
        }
        for (int i = 0; i < text.count("quiet"); i++) {
            policy = policy.withQuietHours(times(text.word("quiet." + i)));
        }
        return policy;
    }

    private static boolean needsConsent(String word) {
        if (!Set.of(NEEDED, UNLESS_WITHDRAWN).contains(word)) {
            throw new IllegalArgumentException("value of consent in a saved policy must be " + NEEDED + " or "
                    + UNLESS_WITHDRAWN + ", was '" + word + "'");
        }
        return word.equals(NEEDED);
    }

    static Duration duration(String key, String word) {
        return Lengths.read(word)
                .orElseThrow(() -> new IllegalArgumentException("value of " + key
                        + " in a saved policy must be a duration such as 7d, 36h or PT168H, was '" + word + "'"));
    }

    static ZoneId zone(String word) {
        try {
            return ZoneId.of(word);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "a zone in a saved policy must be one that this Java knows, was '" + word + "'", unknown);
        }
    }

    /** Such as {@code 21 8 Europe/Berlin MONDAY SUNDAY}. */
    static String of(WeekTimes times) {
        return times.from() + " " + times.to() + " " + times.zone().getId() + " "
                + times.days().stream().map(DayOfWeek::name).collect(Collectors.joining(" "));
    }

    static WeekTimes times(String line) {
        String[] words = line.split(" ", -1);
        try {
            Set<DayOfWeek> days =
                    Arrays.stream(words).skip(3).map(DayOfWeek::valueOf).collect(Collectors.toCollection(TreeSet::new));
            return new WeekTimes(days, Integer.parseInt(words[0]), Integer.parseInt(words[1]), zone(words[2]));
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException(
                    "quiet hours in a saved policy must be two hours, a zone and days such as '21 8 Europe/Berlin MONDAY', was '"
                            + line + "'",
                    wrong);
        }
    }
}
