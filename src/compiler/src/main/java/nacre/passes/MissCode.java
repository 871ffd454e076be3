package nacre.passes;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conditions that keep a rewrite from applying. The constant in kebab case is what remarks show, and is stable.
 */
public enum MissCode {
  AXIS_MISMATCH("What would be folded acts on another axis than the one that the layer has a row of weights for.", """
      Put the norm or scale on the channels of the layer's result; a `reshape` or `transpose` in between may have moved \
      them, or `layout=` or `axis=` may say another axis than meant."""),
  BATCH_STATISTICS(
      "The batch norm takes its statistics from the batch at hand, so they are no numbers that could be folded.",
      """
      Say `statistics=running` if the network is meant to be run as it was trained; this changes what it computes. Keep it \
      where each batch shall be normalised by itself."""),
  BROADCAST("The two operands of a sum have different shapes, and a kernel starts only from a sum of equal ones.", """
      Nothing is wrong; the sum is computed by itself. If the shapes were meant to be equal, look at the layer that makes \
      the smaller one."""),
  GRAPH_OUTPUT("The value in between is an output of the model too, so it must be computed as it is.", """
      Drop the output if nobody needs it. Otherwise the work stays, and is done by itself."""),
  LEFT_BY_PASSES("No pass that ran got to it: the pipeline leaves such passes out, or was stopped early.", """
      Run the standard pipeline, without `--pipeline` and `--pass-limit`. What is computed is the same either way."""),
  NO_ABSORBER("What comes before the scale and shift has no weights to fold them into.", """
      Nothing is wrong: behind an input, a pooling or a concatenation a scale and shift are computed by themselves. To have \
      a batch norm folded, put it right behind a convolution or a dense layer."""),
  NONLINEAR_BETWEEN("An activation or a sum stands between the layer and its scale and shift.", """
      Put the batch norm before the activation if the network is trained anew; this changes what it computes. Of trained \
      weights it cannot be folded."""),
  OPEN_EXTENT("The op is taken apart only for extents that are numbers, and one of them is a symbol.", """
      Give the symbol a number, for instance `--dim H=224`, or write it in the type of the input."""),
  SCALE_NOT_CONSTANT("The scale or shift depends on an input, so it is another one in each run.", """
      Nothing is wrong: it is computed by itself."""),
  SHARED_PRODUCER("The value in between is read by something else too, which needs it unchanged.", """
      Nothing is wrong: what cannot be folded or fused is computed by itself. If the other reader was meant to see the \
      result instead, let it read that."""),
  UNKNOWN_EXTENT("The axis that is scaled has an extent that is not known, so no weights of its length can be made.", """
      Give the symbol a number, for instance `--dim C=64`, or write it in the type of the input."""),
  WEIGHT_NOT_CONSTANT("A weight of the layer depends on an input, so nothing can be folded into it beforehand.", """
      Nothing is wrong: the scale and shift are computed by themselves.""");

  private final String meaning;
  private final String advice;

  MissCode(String meaning, String advice) {
    this.meaning = meaning;
    this.advice = advice;
  }

  public static Optional<MissCode> of(String id) {
    return Stream.of(values()).filter(code -> code.id().equals(id)).findFirst();
  }

  /** What remarks show, for instance {@code shared-producer}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is the case, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** What can be done about it, if anything should be, in a few sentences. */
  public String advice() {
    return advice;
  }
}
