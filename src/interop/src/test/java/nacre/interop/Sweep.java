package nacre.interop;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nacre.driver.Compiler;
import nacre.driver.ImportedModel;
import nacre.driver.LoadedFile;
import nacre.driver.LoadedModel;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.onnx.ImportOptions;
import nacre.onnx.Models;
import nacre.onnx.OnnxFile;
import nacre.onnx.OnnxModel;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.Interpreter;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;
import nacre.weights.Seeding;

/**
 * Many nodes, each in a setting of its own, computed by ONNX Runtime and by Nacre. Nodes share models, so that one class has
 * many of them.
 */
final class Sweep {
  private static final int NODES = 64;
  private static final double RELATIVE = 1e-4;
  private static final double ABSOLUTE = 1e-5;

  /** How Nacre computes. */
  enum Way {
    REFERENCE, SCALAR, VECTOR
  }

  private final Path folder;
  private final int opset;
  private int compared;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<String> notRun = new ArrayList<>();

  Sweep(Path folder, int opset) {
    this.folder = folder;
    this.opset = opset;
  }

  /** How often results were compared. */
  int compared() {
    return compared;
  }

  /** Probes whose results differ. */
  List<String> wrong() {
    return wrong;
  }

  /** Probes that ONNX Runtime computes and Nacre refuses, with the reason. */
  List<String> refused() {
    return refused;
  }

  /** Probes that ONNX Runtime refuses. */
  List<String> notRun() {
    return notRun;
  }

  void run(List<Probe> probes, Way... ways) {
    for (int from = 0; from < probes.size(); from += NODES) {
      together(probes.subList(from, Math.min(from + NODES, probes.size())), ways);
    }
  }

  /** In one model; where that is refused, in two of half the size. */
  private void together(List<Probe> probes, Way... ways) {
    byte[] model = Models.of(text(probes));
    Map<String, Tensor> inputs = inputs(probes);
    Map<String, Tensor> theirs;
    try (OnnxRuntime runtime = OnnxRuntime.of(model)) {
      theirs = runtime.run(inputs);
    } catch (OrtException e) {
      halves(probes, notRun, e.getMessage(), ways);
      return;
    }
    OnnxModel imported;
    try {
      imported = new OnnxFile(Files.write(folder.resolve("sweep.onnx"), model)).read(ImportOptions.none());
    } catch (InputException e) {
      halves(probes, refused, e.getMessage(), ways);
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!imported.unsupported().isEmpty()) {
      halves(probes, refused, imported.unsupported().getFirst().reason(), ways);
      return;
    }
    for (Way way : ways) {
      Map<String, Tensor> ours = computed(way, imported, inputs);
      for (int i = 0; i < probes.size(); i++) {
        compare(way + " " + probes.get(i), ours.get("y" + i), theirs.get("y" + i));
      }
    }
  }

  private void halves(List<Probe> probes, List<String> single, String reason, Way... ways) {
    if (probes.size() == 1) {
      single.add(probes.getFirst() + ": " + reason);
      return;
    }
    together(probes.subList(0, probes.size() / 2), ways);
    together(probes.subList(probes.size() / 2, probes.size()), ways);
  }

  private String text(List<Probe> probes) {
    Map<String, String> types = new TreeMap<>();
    probes.forEach(probe -> types.put(probe.inputName(), probe.inputType()));
    String inputs = types.entrySet().stream().map(each -> "in " + each.getKey() + " " + each.getValue() + "\n")
        .collect(Collectors.joining());
    SplittableRandom random = new SplittableRandom(7);
    return "opset " + opset + "\n" + inputs + IntStream.range(0, probes.size())
        .mapToObj(i -> probes.get(i).lines(i, random)).collect(Collectors.joining());
  }

  /** Negative ones prevail, so that a border of zeros would win where it should not. */
  private static Map<String, Tensor> inputs(List<Probe> probes) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (Probe probe : probes) {
      int[] shape = probe.input().stream().mapToInt(Integer::intValue).toArray();
      SplittableRandom random = new SplittableRandom(probe.inputName().hashCode());
      inputs.computeIfAbsent(probe.inputName(),
          _ -> Tensor.reals(DType.F32, shape, _ -> (float) random.nextDouble(-2, 0.5)));
    }
    return inputs;
  }

  private static Map<String, Tensor> computed(Way way, OnnxModel model, Map<String, Tensor> inputs) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    model.inputNames().forEach((name, theirs) -> own.put(name, inputs.get(theirs)));
    return switch (way) {
      case REFERENCE -> new Interpreter(model.model().graph()).run(own, model.model().weights().orElseThrow());
      case SCALAR -> emitted(model.model()).emitted().on("scalar").run(own);
      case VECTOR -> emitted(model.model()).emitted().run(own);
    };
  }

  private static nacre.driver.Compilation emitted(ImportedModel model) {
    LoadedFile file =
        new LoadedFile(Path.of("sweep.onnx"), ResolveOptions.none(), List.of(), Optional.empty(), Optional.of(model),
            List.of());
    return Compiler.compile(new LoadedModel(file, new LoadedModel.Imported(model)), Pipeline.STANDARD,
        PassOptions.standard(), new Seeding(1, Seeding.Scheme.INITIAL));
  }

  private void compare(String what, Tensor ours, Tensor theirs) {
    compared++;
    if (!Arrays.equals(ours.shape(), theirs.shape())) {
      wrong.add(what + ": found " + ours.type() + ", ONNX Runtime has " + theirs.type());
      return;
    }
    for (int i = 0; i < ours.elements(); i++) {
      double a = ours.real(i);
      double b = theirs.real(i);
      if (Double.compare(a, b) != 0 && !(Math.abs(a - b) <= ABSOLUTE + RELATIVE * Math.abs(b))) {
        wrong.add(what + ": element " + i + " of " + ours.type() + " is " + a + ", ONNX Runtime has " + b);
        return;
      }
    }
  }
}
