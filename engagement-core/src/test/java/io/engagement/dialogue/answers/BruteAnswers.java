package io.engagement.dialogue.answers;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Interaction;
import io.engagement.history.LogView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One customer's asks and answers, by looking at all of them for each act. */
final class BruteAnswers {
    static final class Ask {
        final Interaction contact;
        final String conversation;
        final List<String> ids = new ArrayList<>();
        Instant last;

        @Nullable
        Instant answered;

        boolean late;
        boolean inferred;
        boolean goesOn = true;

        Ask(Interaction contact, String conversation) {
            this.contact = contact;
            this.conversation = conversation;
            this.last = contact.at();
            contact.id().ifPresent(ids::add);
        }

        @Override
        public String toString() {
            return contact.at() + ".." + last + (answered == null ? "" : " -> " + answered) + (late ? " late" : "");
        }
    }

    private final AnswerPolicy policy;
    private final List<Interaction> rows;
    private final List<String> conversations = new ArrayList<>();
    final List<Ask> asks = new ArrayList<>();

    BruteAnswers(LogView view, int row, AnswerPolicy policy) {
        this.policy = policy;
        rows = IntStream.range(view.start(row), view.end(row))
                .mapToObj(view::interaction)
                .toList();
        nameConversations();
        for (int i = 0; i < rows.size(); ) {
            int next = i;
            while (next < rows.size() && rows.get(next).at().equals(rows.get(i).at())) {
                next++;
            }
            instant(i, next);
            i = next;
        }
    }

    private void nameConversations() {
        Map<Channel, Instant> last = new HashMap<>();
        Map<Channel, String> current = new HashMap<>();
        for (Interaction row : rows) {
            if (row.kind().actor() == Actor.MACHINE) {
                conversations.add("machine");
                continue;
            }
            Instant before = last.put(row.channel(), row.at());
            boolean goesOn = before != null
                    && Duration.between(before, row.at())
                                    .compareTo(policy.conversations().gap(row.purpose()))
                            <= 0;
            String unnamed = goesOn ? current.get(row.channel()) : "number " + conversations.size();
            conversations.add(row.conversation().map(name -> "named " + name).orElse(unnamed));
            current.put(row.channel(), conversations.get(conversations.size() - 1));
        }
    }

    private boolean eithers(Interaction row) {
        return row.kind().initiatorInferred() && row.kind().direction() == Direction.UNKNOWN;
    }

    private boolean isAsk(Interaction row) {
        return row.kind().actor() == Actor.PERSON
                && !eithers(row)
                && policy.asks().matches(row);
    }

    private boolean isAct(Interaction row) {
        return row.kind().actor() == Actor.PERSON
                && !eithers(row)
                && policy.answers().matches(row);
    }

    private void instant(int from, int to) {
        boolean contactsFirst = policy.answersAtOnce()
                || (policy.unit() == AskUnit.CONTACT && policy.order() == AnswerOrder.NEWEST_FIRST);
        List<Runnable> contacts = new ArrayList<>();
        List<Runnable> acts = new ArrayList<>();
        List<Runnable> replies = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int at = i;
            Interaction row = rows.get(i);
            boolean repliesToContact =
                    row.inReplyTo().filter(id -> isContactBy(id, row.at())).isPresent();
            if (isAsk(row)) {
                contacts.add(() -> contact(at));
            }
            if (isAct(row) && !repliesToContact) {
                acts.add(() -> act(at));
            }
            boolean either =
                    row.kind().actor() == Actor.PERSON && row.kind().direction() == Direction.UNKNOWN && !isAsk(row);
            if ((isAct(row) || either) && repliesToContact) {
                replies.add(() -> reply(at));
            }
        }
        (contactsFirst ? contacts : acts).forEach(Runnable::run);
        (contactsFirst ? acts : contacts).forEach(Runnable::run);
        replies.forEach(Runnable::run);
    }

    private boolean isContactBy(String id, Instant at) {
        return rows.stream()
                .anyMatch(row -> isAsk(row)
                        && row.id().filter(id::equals).isPresent()
                        && !row.at().isAfter(at));
    }

    private Instant close(Ask ask) {
        return ask.last.plus(policy.window(ask.contact.kind()));
    }

    private boolean isOpen(Ask ask, Instant at) {
        return ask.answered == null && !at.isAfter(close(ask));
    }

    private void contact(int i) {
        Interaction row = rows.get(i);
        String conversation = conversations.get(i);
        for (Ask ask : asks) {
            boolean extended = policy.unit() != AskUnit.CONTACT
                    && ask.goesOn
                    && ask.conversation.equals(conversation)
                    && isOpen(ask, row.at());
            if (extended) {
                ask.last = row.at();
                row.id().ifPresent(ask.ids::add);
                return;
            }
        }
        asks.stream().filter(ask -> ask.conversation.equals(conversation)).forEach(ask -> ask.goesOn = false);
        boolean first = conversations.indexOf(conversation) == i;
        if (policy.unit() != AskUnit.OPENING || first) {
            asks.add(new Ask(row, conversation));
        }
    }

    private void act(int i) {
        Interaction row = rows.get(i);
        String conversation = conversations.get(i);
        boolean named =
                row.conversation().isPresent() && asks.stream().anyMatch(ask -> ask.conversation.equals(conversation));
        Ask found = null;
        for (Ask ask : asks) {
            boolean fits = named
                    ? ask.conversation.equals(conversation)
                    : policy.isAnsweredOn(ask.contact.channel(), row.channel());
            boolean better = found == null || policy.order() == AnswerOrder.NEWEST_FIRST;
            if (fits && isOpen(ask, row.at()) && better) {
                found = ask;
            }
        }
        if (found != null && (policy.answersAtOnce() || found.contact.at().isBefore(row.at()))) {
            found.answered = row.at();
            found.inferred = !named;
        }
        for (Ask ask : asks) {
            boolean between = policy.answersAtOnce() || ask.contact.at().isBefore(row.at());
            ask.goesOn &= !(ask.conversation.equals(conversation) && between);
        }
    }

    private void reply(int i) {
        Interaction row = rows.get(i);
        for (Ask ask : asks) {
            if (row.inReplyTo().filter(ask.ids::contains).isPresent()) {
                if (ask.answered == null) {
                    ask.late = row.at().isAfter(close(ask));
                    ask.answered = row.at();
                }
                asks.stream()
                        .filter(each -> each.conversation.equals(conversations.get(i)))
                        .forEach(each -> each.goesOn = false);
            }
        }
    }
}
