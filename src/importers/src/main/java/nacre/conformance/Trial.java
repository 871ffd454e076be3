package nacre.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import nacre.driver.Faults;
import nacre.driver.ImportedModel;
import nacre.driver.RejectedException;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Tensor;
import nacre.source.InputException;

/** One case in one mode. */
public final class Trial {
  private final Mode mode;
  private final Batch batch;
  private final Set<String> operators = new ConcurrentSkipListSet<>();

  Trial(Mode mode, Batch batch) {
    this.mode = mode;
    this.batch = batch;
  }

  Mode mode() {
    return mode;
  }

  Batch batch() {
    return batch;
  }

  /** What the model uses, as far as it has been read. */
  Set<String> operators() {
    return operators;
  }

  /** The model uses these operators, or layers. */
  void uses(Collection<String> used) {
    operators.addAll(used);
  }

  Verdict verdict(Case tried) {
    try {
      return tried.subject().tried(this);
    } catch (InvalidModelException e) {
      return new Verdict.Rejected(e.text());
    } catch (InputException e) {
      return new Verdict.Rejected(e.text());
    } catch (UnsupportedException e) {
      return new Verdict.Unsupported("model", e.reason());
    }
  }

  /**
   * The model's results, compared.
   *
   * @throws RejectedException if the mode has no code for it
   */
  Verdict compared(Path file, ImportedModel model, Map<String, Tensor> inputs, List<Tensor> expected,
      Comparison comparison) {
    try {
      Map<String, Tensor> results = Computed.by(mode, file, model, inputs);
      List<String> names = new ArrayList<>(results.keySet());
      return comparison.objection(names, List.copyOf(results.values()), expected)
          .<Verdict>map(said -> new Verdict.Failed(said, Optional.of(comparison.worst())))
          .orElse(new Verdict.Passed(comparison.worst(), List.of()));
    } catch (RejectedException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      return Faults.message(e).<Verdict>map(said -> new Verdict.Unsupported("run", said))
          .orElseGet(() -> new Verdict.Failed("internal fault: " + e));
    }
  }

  /** The mode has no code for a model. What lacks is named where the model uses but one operator. */
  Verdict refused(RejectedException e) {
    String operator = operators.size() == 1 ? operators.iterator().next() : "code";
    return new Verdict.Unsupported(e.diagnostics().stream()
        .map(diagnostic -> new Verdict.Lack(operator, diagnostic.message())).distinct().toList());
  }
}
