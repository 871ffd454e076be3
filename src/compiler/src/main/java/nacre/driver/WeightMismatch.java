package nacre.driver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.source.Diagnostic;
import nacre.source.Nearest;
import nacre.source.Note;
import nacre.syntax.resolve.WeightBinding;
import nacre.weights.WeightBinding.Missing;
import nacre.weights.WeightBinding.Unfit;

/** What is said of weights that do not fit a model: how many of each kind, and the first of them. */
final class WeightMismatch {
  /** So many of a kind are listed; whoever took the wrong file need not see all of them. */
  private static final int MOST = 12;

  private WeightMismatch() {}

  /** All problems, or the only one at once. */
  static Diagnostic of(WeightBinding binding, Unfit unfit) {
    List<String> problems = Stream.of(
        cut(unfit.unfit(), "with other contents"),
        cut(unfit.missing().stream().limit(MOST).map(one -> missing(one, unfit.unused())).toList(),
            unfit.missing().size(), "missing"),
        cut(unfit.unused().stream().map(name -> "unused: " + name).toList(), "unused")).flatMap(List::stream).toList();
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

  private static String missing(Missing one, List<String> unused) {
    return "missing: " + one.path() + (one.name().equals(one.path()) ? "" : " (" + one.name() + " in the file)")
        + Nearest.hint(one.name(), unused);
  }

  private static List<String> cut(List<String> all, String what) {
    return cut(all, all.size(), what);
  }

  private static List<String> cut(List<String> first, int all, String what) {
    Stream<String> shown = first.stream().limit(MOST);
    return all <= MOST ? shown.toList() : Stream.concat(shown, Stream.of((all - MOST) + " more " + what)).toList();
  }

  private static Optional<String> counted(List<?> names, String noun, String what) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(names.size() + " " + noun + (names.size() == 1 ? " " : "s ") + what);
  }
}
