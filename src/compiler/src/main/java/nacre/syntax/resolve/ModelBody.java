package nacre.syntax.resolve;

import java.util.Optional;
import nacre.ir.Training;
import nacre.source.Note;
import nacre.source.Span;
import nacre.syntax.Statement;

/** The statements of a model's own body, collected while it is expanded. */
final class ModelBody implements TopLevel {
  private Optional<ModelInputs> inputs = Optional.empty();
  private Optional<ModelOutputs> outputs = Optional.empty();
  private Optional<Statement.Weights> weights = Optional.empty();
  private Optional<Statement.Training> training = Optional.empty();

  /** Before the body is expanded. */
  void start(ModelInputs ofInputs, ModelOutputs ofOutputs) {
    inputs = Optional.of(ofInputs);
    outputs = Optional.of(ofOutputs);
  }

  @Override
  public void input(Statement.Input statement, Scope scope) {
    inputs.orElseThrow().input(statement, scope);
  }

  @Override
  public void output(Statement.Output statement, Scope scope) {
    outputs.orElseThrow().output(statement, scope);
  }

  @Override
  public void weights(Statement.Weights statement, Scope scope) {
    requireFirst("weights", weights.map(Statement.Weights::span), statement.span());
    weights = Optional.of(statement);
  }

  @Override
  public void training(Statement.Training statement, Scope scope) {
    requireFirst("training", training.map(Statement.Training::span), statement.span());
    training = Optional.of(statement);
  }

  private static void requireFirst(String what, Optional<Span> before, Span at) {
    if (before.isPresent()) {
      throw Failure.of(ErrorKind.DUPLICATE_NAME, at, "found `" + what + "` twice, required once")
          .with(Note.at(before.get(), "the first one"));
    }
  }

  Optional<Statement.Weights> weights() {
    return weights;
  }

  /** What is said of the training, read when all outputs are known. */
  Training training(Expansion expansion, Scope scope) {
    return training
        .map(statement -> new TrainingFacts(expansion.evaluator, outputs.orElseThrow().names()).read(statement, scope))
        .orElse(Training.unknown());
  }
}
