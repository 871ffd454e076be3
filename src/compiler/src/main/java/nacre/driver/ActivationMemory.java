package nacre.driver;

import java.util.List;

import nacre.codegen.CodeGenerator;
import nacre.codegen.Footprint;
import nacre.ir.Weights;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.source.Diagnostic;
import nacre.weights.Seeding;

/** How much memory the activations of a model need at their peak, once it is optimised and compiled. */
public sealed interface ActivationMemory {
  /**
   * A model that can be compiled.
   *
   * @param scheduled in the order of the emitted class
   * @param written   in the order of the text
   */
  record Planned(Bytes scheduled, Bytes written) implements ActivationMemory {}

  /**
   * Bytes of memory.
   *
   * @param fixed    whatever the number of images
   * @param perImage for each image in addition
   */
  record Bytes(long fixed, long perImage) {
    private static Bytes of(Footprint footprint) {
      return new Bytes(footprint.fixed(), footprint.perImage());
    }
  }

  /** A model that cannot be compiled as it is. */
  record Unplanned(String reason) implements ActivationMemory {}

  /** Compiles a model with the standard passes; the contents of its parameters do not matter. */
  static ActivationMemory of(LoadedModel model) {
    Seeding seeding = new Seeding(1, Seeding.Scheme.INITIAL);
    Parameters parameters = new Parameters((_, param) -> seeding.values(param), new Weights.Seeded(1), "");
    try {
      CodeGenerator.Planned planned =
          Compiler.compile(model, Pipeline.STANDARD, PassOptions.standard(), parameters).planned();
      return new Planned(Bytes.of(planned.memory()), Bytes.of(planned.written()));
    } catch (RejectedException e) {
      List<Diagnostic> all = e.diagnostics();
      return new Unplanned(
          all.getFirst().message() + (all.size() == 1 ? "" : "; and " + (all.size() - 1) + " more"));
    }
  }
}
