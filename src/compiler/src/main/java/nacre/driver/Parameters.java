package nacre.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nacre.ir.Weights;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.WeightsException;
import nacre.reference.ParamValues;
import nacre.source.Diagnostic;
import nacre.source.Note;
import nacre.weights.Seeding;
import nacre.weights.WeightBinder;
import nacre.weights.WeightBinding;

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
        : "weights from " + model.file().path();
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
      Safetensors file = Safetensors.map(Path.of(binding.file()));
      return switch (WeightBinder.bind(model.graph(), file, path -> binding.names().getOrDefault(path, path))) {
        case WeightBinding.Bound bound -> new Parameters(bound, new Weights.Fixed(bound.hash()),
            "weights from " + binding.file());
        case WeightBinding.Unfit unfit -> throw new RejectedException(model.file(), List.of(mismatch(binding, unfit)));
      };
    } catch (WeightsException e) {
      throw new RejectedException(model.file(),
          List.of(Diagnostic.error(Diagnostics.WEIGHTS_MISMATCH, binding.span(), String.valueOf(e.getMessage()))));
    }
  }

  /** All problems, or the only one at once. */
  private static Diagnostic mismatch(nacre.syntax.resolve.WeightBinding binding, WeightBinding.Unfit unfit) {
    List<String> problems = new ArrayList<>(unfit.unfit());
    unfit.missing().forEach(name -> problems.add("missing: " + name));
    unfit.unused().forEach(name -> problems.add("unused: " + name));
    String what = "`" + binding.path() + "` does not fit the model: ";
    if (problems.size() == 1) {
      return Diagnostic.error(Diagnostics.WEIGHTS_MISMATCH, binding.span(), what + problems.getFirst());
    }
    String counts = Stream.of(counted(unfit.missing(), "parameter", "missing"),
        counted(unfit.unfit(), "parameter", "with other contents than required"),
        counted(unfit.unused(), "tensor", "unused")).flatMap(Optional::stream).collect(Collectors.joining(", "));
    Diagnostic error = Diagnostic.error(Diagnostics.WEIGHTS_MISMATCH, binding.span(), what + counts);
    for (String problem : problems) {
      error = error.with(Note.of(problem));
    }
    return error;
  }

  private static Optional<String> counted(List<String> names, String noun, String what) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(names.size() + " " + noun + (names.size() == 1 ? " " : "s ") + what);
  }
}
