package nacre.caffe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import nacre.caffe.text.TextField;
import nacre.driver.ImportedModel;
import nacre.importers.Draft;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Preprocessing;
import nacre.ir.TensorType;
import nacre.source.Diagnostic;

/** What a layer that reads data gives: the extents of its results, and how pictures become them. */
final class DataLayer {
  /** Where a type says how many items come at once, by type. */
  private static final Map<String, String> MESSAGES = Map.of("Data", "data_param", "AnnotatedData", "data_param",
      "ImageData", "image_data_param", "HDF5Data", "hdf5_data_param", "MemoryData", "memory_data_param", "WindowData",
      "window_data_param", "DummyData", "dummy_data_param");

  /** Of each message: what says where data are, and how they are drawn, but not what becomes of them. */
  private static final Map<String, List<String>> QUIET = Map.of(
      "data_param",
      List.of("source", "batch_size", "rand_skip", "backend", "prefetch", "mirror", "force_encoded_color"),
      "image_data_param", List.of("source", "batch_size", "rand_skip", "shuffle", "root_folder", "mirror"),
      "hdf5_data_param", List.of("source", "batch_size", "shuffle"),
      "memory_data_param", List.of("batch_size", "channels", "height", "width"),
      "window_data_param", List.of("source", "batch_size", "mirror", "fg_threshold", "bg_threshold", "fg_fraction",
          "cache_images", "root_folder"),
      "dummy_data_param", List.of("data_filler", "num", "channels", "height", "width", "shape"),
      "input_param", List.of("shape"));
  private static final List<String> CHANGES = List.of("mean_file", "mean_value", "scale");

  private final CaffeLayer layer;
  private final Draft draft;
  private final Settings own;
  private final Settings transform;

  DataLayer(CaffeLayer layer, Draft draft) {
    this.layer = layer;
    this.draft = draft;
    this.own = own(layer);
    this.transform = layer.settings().inner("transform_param");
  }

  private static Settings own(CaffeLayer layer) {
    return layer.settings().inner(MESSAGES.getOrDefault(layer.type(), "input_param"));
  }

  /** How many items it gives at once, if it says so. */
  static OptionalLong batch(CaffeLayer layer) {
    try {
      int said = own(layer).integer("batch_size", 0);
      return said > 0 ? OptionalLong.of(said) : OptionalLong.empty();
    } catch (UnsupportedException e) {
      throw layer.problem(e.reason());
    }
  }

  /** The type of a result. */
  TensorType type(int top) {
    return TensorType.of(DType.F32, switch (layer.type()) {
      case "Input" -> shape(own.inners("shape"), top);
      case "DummyData" -> own.has("shape") ? shape(own.inners("shape"), top) : dummy(top);
      case "MemoryData" -> top == 0
          ? List.of(batches(), size("channels"), size("height"), size("width")) : List.of(batches());
      case "HDF5Data" -> data(top == 0 ? "" : "_" + layer.tops().get(top));
      default -> top == 0 ? data("") : List.of(batches());
    });
  }

  private Dim size(String name) {
    int size = own.integer(name);
    if (size < 0) {
      throw layer.problem("found `" + name + "` " + size + ", required a number from 0 on");
    }
    return Dim.of(size);
  }

  private Dim batches() {
    return draft.symbol("N");
  }

  private List<Dim> shape(List<Settings> shapes, int top) {
    if (shapes.isEmpty() || shapes.size() > 1 && top >= shapes.size()) {
      throw layer.problem("found " + shapes.size() + " shapes, required one for each result, or one for all");
    }
    return dims(shapes.get(shapes.size() == 1 ? 0 : top), layer);
  }

  /** The extents that a message {@code BlobShape} says. */
  static List<Dim> dims(Settings shape, CaffeLayer layer) {
    List<Dim> dims = new ArrayList<>();
    for (int dim : shape.integers("dim")) {
      if (dim < 0) {
        throw layer.problem("found the extent " + dim + ", required a number from 0 on");
      }
      dims.add(Dim.of(dim));
    }
    return dims;
  }

  private List<Dim> dummy(int top) {
    List<Dim> dims = new ArrayList<>();
    for (String name : List.of("num", "channels", "height", "width")) {
      List<Integer> all = own.integers(name);
      int place = all.size() == 1 ? 0 : top;
      if (place >= all.size() || all.get(place) < 0) {
        throw layer.problem("found no `" + name + "` of its result " + top + ", required `shape` or a number");
      }
      dims.add(Dim.of(all.get(place)));
    }
    return dims;
  }

  private List<Dim> data(String suffix) {
    return List.of(batches(), channels(suffix), side("height", "H" + suffix), side("width", "W" + suffix));
  }

  private Dim channels(String suffix) {
    int means = transform.finite("mean_value").size();
    boolean pictures = layer.type().equals("ImageData") || layer.type().equals("WindowData")
        || layer.type().equals("AnnotatedData");
    boolean gray = transform.flag("force_gray", false) || !own.flag("is_color", true);
    if (gray) {
      return Dim.ONE;
    }
    return pictures || means > 1 || transform.flag("force_color", false) ? Dim.of(3) : draft.symbol("C" + suffix);
  }

  private Dim side(String side, String symbol) {
    Settings resized = transform.inner("resize_param");
    int crop = transform.integer("crop_size", own.integer("crop_size", 0));
    int said = crop > 0 ? crop : resized.integer(side, own.integer("new_" + side, 0));
    return said > 0 ? Dim.of(said) : draft.symbol(symbol);
  }

  /** How a picture becomes the first result, where that is an affine function of each channel: no `mean_file`. */
  Optional<Preprocessing> picture(TensorType type) {
    boolean fixed = type.rank() == 4 && IntStream.range(1, 4).allMatch(axis -> type.dim(axis).known().isPresent());
    boolean data = !List.of("Input", "DummyData", "MemoryData", "HDF5Data").contains(layer.type());
    if (!fixed || !data || hasMeanFile()) {
      return Optional.empty();
    }
    int channels = (int) type.dim(1).known().orElseThrow();
    List<Double> means = transform.finite("mean_value");
    if (channels != 1 && channels != 3 || means.size() > 1 && means.size() != channels) {
      return Optional.empty();
    }
    double scale = transform.finite("scale", own.finite("scale", 1));
    List<Double> mean = means.isEmpty() ? List.of()
        : IntStream.range(0, channels).mapToObj(i -> means.get(means.size() == 1 ? 0 : i) * scale).toList();
    return Optional.of(new Preprocessing((int) type.dim(2).known().orElseThrow(),
        (int) type.dim(3).known().orElseThrow(),
        channels == 1 ? Preprocessing.Channels.GRAY : Preprocessing.Channels.BGR, Preprocessing.Resize.LINEAR, false,
        scale, mean, Collections.emptyList()));
  }

  /**
   * What is left out, as notes where it is said.
   *
   * @param pictured whether pictures become the first result as the text says
   */
  List<Diagnostic> notes(boolean pictured) {
    List<Diagnostic> notes = new ArrayList<>();
    for (Settings said : List.of(transform, own)) {
      said.finite("mean_value");
      said.finite("scale", 1);
      for (String change : CHANGES) {
        Optional<TextField> field = pictured ? Optional.empty() : said.first(change);
        said.ignore(change);
        field.ifPresent(left -> notes.add(ImportedModel.note(left.span(),
            "`" + left.name() + "` is left out: what the network is given must be changed by it already")));
      }
    }
    own.ignore(QUIET.getOrDefault(MESSAGES.getOrDefault(layer.type(), "input_param"), List.of())
        .toArray(String[]::new));
    transform.ignore("mirror", "crop_size", "force_color", "force_gray");
    own.ignore("crop_size", "is_color", "new_height", "new_width");
    layer.settings().ignore("include", "exclude", "phase", "loss_weight", "propagate_down", "param");
    Set<String> told = new HashSet<>();
    layer.settings().allUnread().stream().filter(left -> told.add(left.name()))
        .forEach(left -> notes.add(ImportedModel.note(left.span(),
            "`" + left.name() + "` is left out: Nacre does not know what it does to the data")));
    return notes;
  }

  /** Whether pictures lose a mean that only a file knows. */
  private boolean hasMeanFile() {
    return transform.has("mean_file") || own.has("mean_file");
  }
}
