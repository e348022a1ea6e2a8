package io.engagement.outcome.targeting;

import io.engagement.fit.ModelText;
import io.engagement.internal.math.Checks;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.targeting.RuleTable.Rule;
import java.util.ArrayList;
import java.util.List;

/** A policy's lines of text. */
final class GateText {
    private static final String MODEL = "model";
    private static final String RULE = "rule.";
    private static final String VARIANCE = "variance.";

    private GateText() {}

    static ModelText of(GatedPolicy policy) {
        Gate gate = policy.gate();
        ModelText text = ModelText.of(GatedPolicy.KIND, GatedPolicy.VERSION)
                .with("reason", gate.reason().name())
                .with("rows", Integer.toString(gate.rows()))
                .with("rules", Integer.toString(gate.rules().size()))
                .with("personal", Integer.toString(gate.personal()))
                .with("uniform", Integer.toString(gate.uniform()));
        text = with(text, "personal-advantage", gate.personalAdvantage());
        text = with(text, "personal-gain", gate.personalGain());
        text = with(text, "uniform-advantage", gate.uniformAdvantage());
        for (int i = 0; i < gate.rules().size(); i++) {
            Rule rule = gate.rules().get(i);
            text = text.with(RULE + i + ".name", rule.name())
                    .with(RULE + i + ".arm", Integer.toString(rule.arm()))
                    .with(RULE + i + ".contacts", rule.contacts());
            text = with(text, RULE + i + ".chosen-by", rule.chosenBy());
            text = with(text, RULE + i + ".judged-by", rule.judgedBy());
        }
        for (int arm = 0; arm < gate.variances().size(); arm++) {
            text = text.with(VARIANCE + arm, gate.variances().get(arm));
        }
        return text.withPart(MODEL, policy.model().modelText());
    }

    private static ModelText with(ModelText text, String key, Effect effect) {
        return text.with(key + ".estimate", effect.estimate())
                .with(key + ".error", effect.standardError())
                .with(key + ".degrees", effect.degreesOfFreedom());
    }

    private static Effect effect(ModelText text, String key) {
        return new Effect(
                text.anyNumber(key + ".estimate"), text.anyNumber(key + ".error"), text.anyNumber(key + ".degrees"));
    }

    static GatedPolicy read(ModelText text) {
        UpliftModel model = UpliftText.read(text.part(MODEL, UpliftModel.KIND, UpliftModel.VERSION));
        int arms = model.arms().size();
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < text.count("rules"); i++) {
            rules.add(new Rule(
                    text.word(RULE + i + ".name"),
                    text.whole(RULE + i + ".arm", -1, arms - 1),
                    effect(text, RULE + i + ".chosen-by"),
                    effect(text, RULE + i + ".judged-by"),
                    text.number(RULE + i + ".contacts", 0, 1)));
        }
        List<Double> variances = new ArrayList<>();
        for (int arm = 0; arm < arms; arm++) {
            variances.add(
                    Checks.notNegative("variance of arm " + arm + " in a saved policy", text.number(VARIANCE + arm)));
        }
        Gate gate = new Gate(
                List.copyOf(rules),
                text.whole("personal", 0, rules.size() - 1),
                text.whole("uniform", 0, rules.size() - 1),
                effect(text, "personal-advantage"),
                effect(text, "personal-gain"),
                effect(text, "uniform-advantage"),
                text.choice("reason", GateReason.class),
                text.whole("rows", 2, Integer.MAX_VALUE),
                List.copyOf(variances));
        return new GatedPolicy(checked(gate), model);
    }

    private static Gate checked(Gate gate) {
        if (!gate.bestPersonal().isPersonal()
                || gate.bestForAll().isPersonal()
                || gate.rules().get(0).arm() != 0) {
            throw new IllegalArgumentException(
                    "rules in a saved policy must begin with no contact, and have a personal one and one for all that decide");
        }
        if (gate.reason() == GateReason.UNIFORM_PAYS && gate.bestForAll().arm() == 0) {
            throw new IllegalArgumentException(
                    "the rule for all in a saved policy that contacts all alike must be a contact");
        }
        return gate;
    }
}
