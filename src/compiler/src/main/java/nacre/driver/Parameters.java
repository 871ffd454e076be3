package nacre.driver;

import java.nio.file.Path;
import java.util.List;
import nacre.ir.Weights;
import nacre.reference.ParamValues;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.weights.Seeding;
import nacre.weights.WeightBinder;
import nacre.weights.WeightBinding;
import nacre.weights.WeightFile;
import nacre.weights.WeightFiles;

/**
 * The contents of a model's parameters.
 *
 * @param known  what a rewrite may know of them
 * @param origin where they come from, for the user
 */
public record Parameters(ParamValues values, Weights known, String origin) {
  /**
   * The weights that the text binds or the model's file holds, or values drawn from a seed if there are none.
   *
   * @throws RejectedException with everything that is missing, unused or of another shape
   */
  public static Parameters of(LoadedModel model, Seeding seeding) {
    return switch (model.origin()) {
      case LoadedModel.Imported(ImportedModel imported) -> imported.weights()
          .map(weights -> imported(model, weights)).orElseGet(() -> seeded(model, seeding));
      case LoadedModel.Written _ ->
          model.binding().map(binding -> bound(model, binding)).orElseGet(() -> seeded(model, seeding));
    };
  }

  private static Parameters imported(LoadedModel model, ImportedWeights weights) {
    String origin = model.graph().params().isEmpty()
        ? "the model has no parameters"
        : "weights from " + weights.file().orElse(model.file().path());
    return new Parameters(weights, new Weights.Fixed(weights.hash()), origin);
  }

  private static Parameters seeded(LoadedModel model, Seeding seeding) {
    String origin = model.graph().params().isEmpty()
        ? "the model has no parameters"
        : "the model binds no weights: its parameters are drawn from seed " + seeding.seed();
    return new Parameters((_, param) -> seeding.values(param), new Weights.Seeded(seeding.seed()), origin);
  }

  private static Parameters bound(LoadedModel model, nacre.syntax.resolve.WeightBinding binding) {
    try {
      WeightFile file = WeightFiles.open(Path.of(binding.file()));
      return switch (WeightBinder.bind(model.graph(), file, path -> binding.names().getOrDefault(path, path))) {
        case WeightBinding.Bound bound -> new Parameters(bound, new Weights.Fixed(bound.hash()),
            "weights from " + binding.file());
        case WeightBinding.Unfit unfit ->
            throw new RejectedException(model.file(), List.of(WeightMismatch.of(binding, unfit)));
      };
    } catch (InputException e) {
      throw new RejectedException(model.file(),
          List.of(Diagnostic.error(Diagnostics.WEIGHTS_MISMATCH, binding.span(), e.text())));
    }
  }
}
