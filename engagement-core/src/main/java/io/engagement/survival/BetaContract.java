package io.engagement.survival;

import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.measure.ContractTerms;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Contracts whose customers' probabilities of leaving are beta distributed. The first parameter is the shape on the side of leaving,
 * the second that of staying, and the third, if there is one, the power of time.
 */
abstract class BetaContract<M extends BetaContract<M>> implements ContractModel {
    /** Since 2 with the terms and the typical customer. */
    static final int VERSION = 2;

    private final List<Parameter> parameters;
    private final double[] values;
    private final BetaSurvival survival;
    private final ContractOrigin origin;

    BetaContract(List<Parameter> parameters, ContractOrigin origin, double... values) {
        this.parameters = parameters;
        this.values = values.clone();
        this.survival = new BetaSurvival(
                BetaSurvival.shape(parameters.get(0).name(), values[0]),
                BetaSurvival.shape(parameters.get(1).name(), values[1]),
                values.length > 2 ? BetaSurvival.power(values[2]) : 1);
        this.origin = origin;
    }

    abstract M make(ContractOrigin other, double... others);

    double value(int parameter) {
        return values[parameter];
    }

    /** The values of parameters in a text. */
    static double[] read(List<Parameter> parameters, ModelText text) {
        return parameters.stream()
                .mapToDouble(parameter -> text.number(parameter.name()))
                .toArray();
    }

    /** With the shapes multiplied. */
    M moved(double leaving, double staying) {
        double[] shapes = values.clone();
        shapes[0] *= leaving;
        shapes[1] *= staying;
        return make(origin, shapes);
    }

    @Override
    public Optional<ContractTerms> terms() {
        return origin.terms();
    }

    @Override
    public M withTerms(ContractTerms terms) {
        return make(origin.withTerms(Objects.requireNonNull(terms, "terms")), values);
    }

    @Override
    public int typicalRenewals() {
        return origin.typicalRenewals();
    }

    @Override
    public M withTypical(int renewals) {
        return make(origin.withTypical(renewals), values);
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(name(), VERSION);
        for (int i = 0; i < values.length; i++) {
            text = text.with(parameters.get(i).name(), values[i]);
        }
        return origin.write(text);
    }

    @Override
    public double logSurvival(int periods) {
        return survival.log(periods);
    }

    @Override
    public double logSurvival(int renewals, int more) {
        return survival.log(renewals, more);
    }

    @Override
    public double discountedRenewals(int renewals, int next, double rate) {
        return survival.discountedRenewals(renewals, next, rate);
    }

    @Override
    public Tenures simulate(int customers, int periods, long seed) {
        return survival.simulate(customers, periods, seed);
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name());
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "[" : ", ")
                    .append(parameters.get(i).name())
                    .append('=')
                    .append(values[i]);
        }
        return text.append(']').toString();
    }
}
