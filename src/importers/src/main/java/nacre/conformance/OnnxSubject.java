package nacre.conformance;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.driver.RejectedException;
import nacre.importers.InvalidModelException;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.OpaqueOp;
import nacre.onnx.ImportOptions;
import nacre.onnx.OnnxFile;
import nacre.onnx.OnnxModel;
import nacre.onnx.TensorFiles;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.ValueProto;
import nacre.source.InputException;

/**
 * A model of ONNX. It is compiled for the shapes of its inputs. Contents of inputs on which shapes depend, and weights that
 * are inputs, are held constant, which the verdict says.
 */
record OnnxSubject(Path model, List<DataSet> data) implements Case.Subject {
  /** Files of tensors, in the order of the model's inputs and outputs. */
  record DataSet(List<Path> inputs, List<Path> outputs) {
    DataSet {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  OnnxSubject {
    data = List.copyOf(data);
  }

  @Override
  public Verdict tried(Trial trial) {
    return new Run(model, trial).verdict(data);
  }

  /** One trial. */
  private static final class Run {
    private final Path path;
    private final Trial trial;
    private final Comparison comparison = new Comparison(Tolerance.STORED);
    private final Set<String> held = new LinkedHashSet<>();

    private Run(Path path, Trial trial) {
      this.path = path;
      this.trial = trial;
    }

    private Verdict verdict(List<DataSet> sets) {
      OnnxFile file = new OnnxFile(path);
      for (DataSet data : sets) {
        Verdict verdict = verdict(file, data);
        if (!(verdict instanceof Verdict.Passed)) {
          return verdict;
        }
      }
      return new Verdict.Passed(comparison.worst(), List.copyOf(held));
    }

    private Verdict verdict(OnnxFile file, DataSet data) {
      GraphProto graph = file.model().graph().orElseThrow(() -> new InputException("the model has no graph"));
      if (Stream.concat(graph.inputs().stream(), graph.outputs().stream())
          .anyMatch(value -> !value.isTensor())) {
        return new Verdict.Unsupported("model", "an input or output is no tensor");
      }
      List<Tensor> given = tensors(data.inputs());
      List<Tensor> expected = tensors(data.outputs());
      Set<String> stored = graph.initializers().stream().map(each -> each.name()).collect(Collectors.toSet());
      List<String> names = graph.inputs().stream().map(ValueProto::name).filter(name -> !stored.contains(name)).toList();
      if (names.size() < given.size()) {
        names = graph.inputs().stream().map(ValueProto::name).toList();
      }
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      for (int i = 0; i < given.size() && i < names.size(); i++) {
        inputs.put(names.get(i), given.get(i));
      }
      return attempts(file, inputs, expected);
    }

    private static List<Tensor> tensors(List<Path> files) {
      return files.stream().map(TensorFiles::read).toList();
    }

    /** First with all inputs open; then with those held that shapes depend on; then with all but the first. */
    private Verdict attempts(OnnxFile file, Map<String, Tensor> inputs, List<Tensor> expected) {
      Set<String> frozen = new HashSet<>();
      while (true) {
        try {
          OnnxModel model = model(file, inputs, frozen);
          trial.uses(model.operators());
          Set<String> needs = new HashSet<>();
          model.unsupported().forEach(lack -> needs.addAll(lack.needs()));
          if (!needs.isEmpty() && frozen.addAll(needs)) {
            continue;
          }
          if (!model.unsupported().isEmpty()) {
            return new Verdict.Unsupported(model.unsupported().stream()
                .filter(lack -> !lack.reason().equals(OpaqueOp.DOWNSTREAM))
                .map(lack -> new Verdict.Lack(lack.operator(), lack.reason())).distinct().toList());
          }
          Verdict verdict = compared(model, inputs, expected);
          held.addAll(frozen);
          return verdict;
        } catch (InvalidModelException e) {
          return new Verdict.Rejected(e.text());
        } catch (RejectedException e) {
          List<String> later = inputs.keySet().stream().skip(1).toList();
          if (!frozen.addAll(later)) {
            return trial.refused(e);
          }
        }
      }
    }

    private OnnxModel model(OnnxFile file, Map<String, Tensor> inputs, Set<String> frozen) {
      Map<String, TensorType> types = new LinkedHashMap<>();
      Map<String, Tensor> known = new LinkedHashMap<>();
      inputs.forEach((name, tensor) -> {
        types.put(name, trial.batch().type(tensor.type()));
        if (frozen.contains(name)) {
          known.put(name, tensor);
        }
      });
      return file.imported(new ImportOptions(Map.of(), types, known));
    }

    private Verdict compared(OnnxModel model, Map<String, Tensor> inputs, List<Tensor> expected) {
      Map<String, Tensor> open = new LinkedHashMap<>();
      model.model().graph().inputs().forEach(input -> open.put(input.name(),
          Optional.ofNullable(model.inputNames().get(input.name())).map(inputs::get)
              .orElseThrow(() -> new InputException("input `" + input.name() + "` has no file"))));
      return trial.compared(path, model.model(), open, expected, comparison);
    }
  }
}
