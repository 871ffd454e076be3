package nacre.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Param;
import nacre.ir.Tensor;

/** Where the contents of parameters come from. They are asked for when a node needs them and not kept. */
@FunctionalInterface
public interface ParamValues {
  /**
   * The contents of one parameter.
   *
   * @param index its position in {@link nacre.ir.Graph#params}
   */
  Tensor of(int index, Param param);

  /** For graphs without parameters. */
  static ParamValues none() {
    return byPath(Map.of());
  }

  static ParamValues byPath(Map<String, Tensor> contents) {
    return (_, param) -> Optional.ofNullable(contents.get(param.path()))
        .orElseThrow(() -> new EvaluationException("parameter `" + param.path() + "` has no contents"));
  }

  /** In the order of {@link nacre.ir.Graph#params}. */
  static ParamValues inOrder(List<Tensor> contents) {
    return (index, _) -> contents.get(index);
  }
}
