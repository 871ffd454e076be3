package nacre.lint;

import java.util.List;
import java.util.Optional;

/**
 * A rule that ops hold their operands to while a network is typed. No graph breaks it: the node is refused with an error
 * of this id ({@link nacre.ir.TypeError#rule}), and so nothing turns it off and nothing allows it.
 *
 * @param summary     one sentence: what is wrong, lower case, no final period
 * @param explanation why it matters and what to do
 * @param source      where the condition comes from
 */
public record TypeRule(String id, String summary, String explanation, String source) {
  /** Every such rule, in alphabetical order. */
  public static final List<TypeRule> ALL = List.of(
      new TypeRule("indivisible-groups", "groups do not divide the channels that they are to share out",
          "Each group of a grouped layer has the same number of the input's channels, and each makes the same number of the "
              + "result's. Where `groups` divides one of them not, some channel belongs to no group. Choose groups that "
              + "divide both; as many groups as channels make a depthwise convolution, and then the filters are a multiple "
              + "of the channels.\n\n"
              + "The error names the channels or filters and the groups that were found.",
          "the weights of a grouped convolution are [filters, channels / groups, ...], which needs a quotient"),
      new TypeRule("spatial-underflow", "a window is larger than the picture that it slides over, padding included",
          "A window of k elements, d apart, reaches over d * (k - 1) + 1. Where the picture and its padding have fewer, there "
              + "is no place for a single window and the result would be empty. Mostly the network was made for larger "
              + "pictures: each stride and each pooling halves them, and 32 pixels are one after five. Take a larger "
              + "picture, fewer strides, or `padding=same`.\n\n"
              + "It is the same where a transposed convolution's padding cuts off all that its windows make. It is an error only "
              + "where the extent is known. Of a symbolic one, it is checked when a number is put in.",
          "floor((extent + padding - d * (k - 1) - 1) / stride) + 1 windows fit, which is less than 1"));

  public static Optional<TypeRule> named(String id) {
    return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }
}
