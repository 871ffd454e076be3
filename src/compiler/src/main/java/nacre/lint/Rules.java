package nacre.lint;

import java.util.List;
import java.util.Optional;

import nacre.lint.rules.BatchStatisticsAtInference;
import nacre.lint.rules.BiasBeforeBatchnorm;
import nacre.lint.rules.BiasBeforeInstancenorm;
import nacre.lint.rules.BnOrderInconsistent;
import nacre.lint.rules.ConstantWeightInit;
import nacre.lint.rules.DoubleNorm;
import nacre.lint.rules.DoubleSoftmax;
import nacre.lint.rules.DropoutBeforeBatchnorm;
import nacre.lint.rules.DropoutRate;
import nacre.lint.rules.DuplicateActivation;
import nacre.lint.rules.LinearStack;
import nacre.lint.rules.LossHeadMismatch;
import nacre.lint.rules.MissingOutputActivation;
import nacre.lint.rules.NormAfterSoftmax;
import nacre.lint.rules.NormOnInput;
import nacre.lint.rules.NormOnLogits;
import nacre.lint.rules.NormWithoutShift;
import nacre.lint.rules.SoftmaxOneUnit;
import nacre.lint.rules.StackedDropout;
import nacre.lint.rules.UnconnectedLayer;

/** Every rule, in alphabetical order. */
public final class Rules {
  public static final List<Rule> ALL = List.of(
      new BatchStatisticsAtInference(),
      new BiasBeforeBatchnorm(),
      new BiasBeforeInstancenorm(),
      new BnOrderInconsistent(),
      new ConstantWeightInit(),
      new DoubleNorm(),
      new DoubleSoftmax(),
      new DropoutBeforeBatchnorm(),
      new DropoutRate(),
      new DuplicateActivation(),
      new LinearStack(),
      new LossHeadMismatch(),
      new MissingOutputActivation(),
      new NormAfterSoftmax(),
      new NormOnInput(),
      new NormOnLogits(),
      new NormWithoutShift(),
      new SoftmaxOneUnit(),
      new StackedDropout(),
      new UnconnectedLayer());

  private Rules() {}

  public static Optional<Rule> named(String id) {
    return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  public static List<String> ids() {
    return ALL.stream().map(Rule::id).toList();
  }
}
