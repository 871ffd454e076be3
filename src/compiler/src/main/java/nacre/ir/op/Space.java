package nacre.ir.op;

import java.util.List;
import java.util.stream.IntStream;

import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** How many axes a window slides over, and what texts call them. */
enum Space {
  LINE("sequence", "length", "length"),
  PLANE("picture", "height and width", "height, width"),
  VOLUME("volume", "depth, height and width", "depth, height, width");

  private final String subject;
  private final String words;
  private final String list;

  Space(String subject, String words, String list) {
    this.subject = subject;
    this.words = words;
    this.list = list;
  }

  /** How many axes. */
  int axes() {
    return ordinal() + 1;
  }

  /** With the batch and the channels. */
  int rank() {
    return axes() + 2;
  }

  /** What has these axes. */
  String subject() {
    return subject;
  }

  /** The axes in a sentence. */
  String words() {
    return words;
  }

  /** The axes in a shape. */
  String list() {
    return list;
  }

  /** What an input must be, for messages. */
  String required() {
    return "a " + subject + " [batch, channels, " + list + "]";
  }

  /** The axes of weights that are the window. */
  List<Integer> windowAxes() {
    return IntStream.range(2, rank()).boxed().toList();
  }

  /** The window that weights are for. */
  List<Integer> window(TensorType weight) {
    return weight.dims().subList(2, rank()).stream().map(dim -> (int) dim.known()
        .orElseThrow(() -> new TypeError("found weights " + weight + ", required a known window"))).toList();
  }

  /** The axes that a window moves along, where the channels are on {@code channels}, in order. */
  List<Integer> slidingAxes(int channels) {
    return IntStream.range(1, rank()).filter(i -> i != channels).boxed().toList();
  }

  /** The extents of {@code type} with others on the sliding axes and the channels. */
  static List<Dim> picture(int rank, int axis, Dim batch, Dim channels, List<Dim> extents) {
    Dim[] dims = new Dim[rank];
    dims[0] = batch;
    dims[axis] = channels;
    int next = 0;
    for (int i = 1; i < rank; i++) {
      if (i != axis) {
        dims[i] = extents.get(next++);
      }
    }
    return List.of(dims);
  }
}
