package nacre.cli;

import java.util.List;
import nacre.driver.ActivationMemory;
import nacre.driver.ModelLayer;
import nacre.driver.Summary;
import nacre.source.Json;

/**
 * A summary for programs. Keys stay as they are; others may join them.
 *
 * <pre>
 * model   its name
 * layers  a list: path, op, results (types), shared, parameters, weightBytes, activationBytes, multiplyAdds
 * blocks  a list: path, and the sums parameters, weightBytes, activationBytes, multiplyAdds
 * total   trainable, nonTrainable, parameters, weightBytes, activationBytes, multiplyAdds, and unknown, the number of
 *         operations that are not known: what these own and compute is in no sum
 * own     for a Keras model, a list of the layers that Keras counts: name, type, shape, parameters, reads
 * memory  peak bytes of activations as compiled: fixed, perImage; in the order of the text: writtenFixed,
 *         writtenPerImage; or reason, where the model cannot be compiled
 * </pre>
 *
 * Numbers that depend on a symbol are strings, and so is {@code "?"} for what is not known.
 */
final class SummaryJson {
  private SummaryJson() {}

  static Json of(Summary summary, List<ModelLayer> own, ActivationMemory memory) {
    List<Json.Fields> layers = summary.rows().stream().map(SummaryJson::layer).toList();
    List<Json.Fields> blocks = summary.lines().stream().filter(Summary.Line::isBlock)
        .map(block -> amounts(new Json.Fields().with("path", block.path()), block.amounts())).toList();
    Summary.Amounts all =
        new Summary.Amounts(summary.total(), summary.all().activationBytes(), summary.all().macs());
    Json.Fields total = new Json.Fields().with("trainable", Amount.json(summary.trainable())).with("nonTrainable",
        Amount.json(summary.fixed()));
    Json.Fields fields = new Json.Fields().with("model", summary.model()).with("layers", layers).with("blocks", blocks);
    if (!own.isEmpty()) {
      fields = fields.with("own", own.stream().map(SummaryJson::layer).toList());
    }
    return fields.with("total", amounts(total, all).with("unknown", new Json.Whole(summary.unknown()))).with("memory",
        memory(memory));
  }

  private static Json.Fields layer(ModelLayer layer) {
    return new Json.Fields().with("name", layer.name()).with("type", layer.type()).with("shape", layer.shape())
        .with("parameters", Amount.json(layer.params())).with("reads", Json.texts(layer.reads()));
  }

  private static Json.Fields memory(ActivationMemory memory) {
    return switch (memory) {
      case ActivationMemory.Planned(ActivationMemory.Bytes scheduled, ActivationMemory.Bytes written) ->
          new Json.Fields()
              .with("fixed", new Json.Whole(scheduled.fixed())).with("perImage", new Json.Whole(scheduled.perImage()))
              .with("writtenFixed", new Json.Whole(written.fixed()))
              .with("writtenPerImage", new Json.Whole(written.perImage()));
      case ActivationMemory.Unplanned(String reason) -> new Json.Fields().with("reason", reason);
    };
  }

  private static Json.Fields layer(Summary.Row row) {
    return amounts(new Json.Fields().with("path", row.path()).with("op", row.op())
        .with("results", Json.texts(row.types().stream().map(Object::toString).toList()))
        .with("shared", new Json.Flag(row.shared())), row.amounts());
  }

  private static Json.Fields amounts(Json.Fields fields, Summary.Amounts amounts) {
    return fields.with("parameters", Amount.json(amounts.params()))
        .with("weightBytes", Amount.json(amounts.weightBytes()))
        .with("activationBytes", Amount.json(amounts.activationBytes()))
        .with("multiplyAdds", Amount.json(amounts.macs()));
  }
}
