package nacre.decompile;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nacre.ir.Attr;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.TensorType;
import nacre.ir.op.AxisNames;
import nacre.ir.op.OpSpec;
import nacre.ir.op.SettingKind;

/**
 * Where a model has its channels, as far as a text says it once for all ops.
 *
 * @param channelsLast whether inputs say that they are last
 * @param named        whether axes of pictures are told as {@code channels}, as where any op has them
 */
record Layout(boolean channelsLast, boolean named) {
  private static final List<String> LAST = List.of("nwc", "nhwc", "ndhwc");
  private static final int FEWEST_AXES = 3;
  private static final int PICTURE_AXES = 4;

  /** The layout for which most axes need not be said. */
  static Layout of(Graph graph) {
    boolean tellable = graph.inputs().stream().map(input -> graph.producer(input.value()).type())
        .anyMatch(type -> type instanceof TensorType tensor && isLaidOut(tensor));
    int last = graph.nodes().stream().mapToInt(node -> votes(graph, node)).sum();
    return new Layout(tellable && last > 0, graph.nodes().stream().anyMatch(node -> isOfPictures(graph, node)));
  }

  /** How many axes of a node are the last, less those that are the one behind the batch. */
  private static int votes(Graph graph, Node node) {
    int rank = rank(graph, node);
    if (rank < FEWEST_AXES) {
      return 0;
    }
    Map<String, Attr> attributes = node.op().spec().attributes(node.op());
    return node.op().spec().settings().stream().filter(Layout::meansChannels).map(OpSpec.Setting::name)
        .mapToInt(name -> attributes.get(name) instanceof Attr.Int(long axis)
            ? axis == rank - 1 ? 1 : axis == 1 ? -1 : 0
            : 0)
        .sum();
  }

  private static boolean isOfPictures(Graph graph, Node node) {
    return rank(graph, node) >= PICTURE_AXES && node.op().spec().settings().stream().anyMatch(Layout::meansChannels);
  }

  private static boolean meansChannels(OpSpec.Setting setting) {
    return setting.fallback().filter(SettingKind.CHANNELS::equals).isPresent();
  }

  /** The rank of what a node reads first, or -1. */
  static int rank(Graph graph, Node node) {
    return graph.type(node.operand(0)).map(type -> type instanceof TensorType t && t.isRanked() ? t.rank() : -1)
        .orElse(-1);
  }

  private static boolean isLaidOut(TensorType type) {
    return IntStream.range(0, LAST.size()).anyMatch(i -> type.rank() == FEWEST_AXES + i);
  }

  /** What an input says of its layout, with a space before it, or nothing. */
  String word(TensorType type) {
    return channelsLast && isLaidOut(type) ? " " + LAST.get(type.rank() - FEWEST_AXES) : "";
  }

  AxisNames axes(int rank) {
    return new AxisNames(rank, channelsLast);
  }

  /** An axis as one says it of a tensor of that rank. */
  Attr told(Attr axis, int rank) {
    boolean pictures = named && rank >= PICTURE_AXES && rank < FEWEST_AXES + LAST.size();
    return pictures && axis instanceof Attr.Int(long at) && at == axes(rank).channels() ? SettingKind.CHANNELS : axis;
  }
}
