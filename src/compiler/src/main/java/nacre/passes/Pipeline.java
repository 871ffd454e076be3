package nacre.passes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import nacre.source.InputException;
import nacre.source.Nearest;

/** Passes in the order in which they run, each until it finds nothing more. Its text parses back. */
public record Pipeline(List<Rewrite> passes) {
  /**
   * What is compiled unless something else is asked for: clean up, fold into weights, fuse what kernels can. A shift that
   * was folded is a bias, which a batch norm behind it may absorb in turn. Equal parts are merged after the folds, which
   * refuse what has two readers and do the same to equal parts, and before fusions, which would hide one part in different
   * nodes.
   */
  public static final Pipeline STANDARD = parse("""
      eliminate-dead-code, eliminate-identity, fold-constants,
      absorb-bias-into-batch-norm, canonicalize-batch-norm, fold-scale-shift,
      absorb-bias-into-batch-norm, fold-constants, merge-common-subexpressions,
      fuse-residual-add, fuse-activation""");

  /**
   * What code generation needs, whatever pipeline was asked for and however early it was stopped: ops without a kernel are
   * taken apart, and what that makes is cleaned up and fused.
   */
  public static final Pipeline LEGALIZE = parse("""
      decompose, eliminate-identity, fold-constants, eliminate-dead-code, merge-common-subexpressions,
      fuse-residual-add, fuse-activation""");

  public Pipeline {
    passes = List.copyOf(passes);
  }

  /**
   * Reads names of passes with commas between them; a pass may occur again.
   *
   * @throws InputException for a name that no pass has
   */
  public static Pipeline parse(String text) {
    List<Rewrite> passes = new ArrayList<>();
    for (String word : text.isBlank() ? List.<String>of() : List.of(text.split(",", -1))) {
      String name = word.strip();
      passes.add(Passes.named(name).orElseThrow(() -> new InputException("pipeline: there is no pass `" + name + "`"
          + Nearest.hint(name, Passes.names()) + "; passes are " + String.join(", ", Passes.names()))));
    }
    return new Pipeline(passes);
  }

  @Override
  public String toString() {
    return passes.stream().map(Rewrite::name).collect(Collectors.joining(", "));
  }
}
