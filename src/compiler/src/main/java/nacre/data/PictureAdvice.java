package nacre.data;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nacre.ir.Dim;
import nacre.ir.Input;
import nacre.ir.TensorType;
import nacre.source.InputException;

/** What to write where a model does not say how a picture becomes its input. */
final class PictureAdvice {
  /** The size in an example, where the input leaves it open. */
  private static final long EXAMPLE = 28;

  private PictureAdvice() {}

  /** An example for this very input; models of other frameworks have no place for it but in a text made of them. */
  static InputException missing(Input input, TensorType type) {
    OptionalInt channels = channels(type);
    String told = "input `" + input.name() + "`: the model does not say how a picture becomes " + type + "; ";
    if (channels.isEmpty()) {
      return new InputException(told + "hand in a .npy file");
    }
    String settings = settings(type, channels.getAsInt());
    return new InputException(told + (input.location().model().isPresent()
        ? "make a text of it with `nacre import`, and give the input settings there such as " + settings
        : "give it settings such as " + settings) + ", or hand in a .npy file");
  }

  /** The axis that can be that of the channels of a picture. */
  private static OptionalInt channels(TensorType type) {
    return type.isRanked() && type.rank() == 4
        ? IntStream.of(1, 3).filter(axis -> type.dim(axis).is(1) || type.dim(axis).is(3)).findFirst()
        : OptionalInt.empty();
  }

  private static String settings(TensorType type, int channels) {
    List<Long> size = IntStream.rangeClosed(1, 3).filter(axis -> axis != channels).mapToObj(type::dim)
        .map(Dim::known).map(known -> known.orElse(EXAMPLE)).toList();
    return "{ size = " + size + ", channels = " + (type.dim(channels).is(1) ? "gray" : "rgb") + " }";
  }
}
