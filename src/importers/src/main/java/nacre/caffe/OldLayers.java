package nacre.caffe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nacre.caffe.text.TextField;
import nacre.caffe.text.TextMessage;
import nacre.caffe.text.TextScalar;

/**
 * Layers as Caffe wrote them before 2015, in today's fields: {@code type: CONVOLUTION}, where a parameter is
 * shared by {@code param: "name"}; and before 2013, with one message inside the other.
 */
final class OldLayers {
  /** A type before 2013, of a layer that only says the padding of the next one. */
  static final String PADDING = "padding";

  /** What the types of 2013 and 2014 are called today, where taking away {@code _} is not all. */
  private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("absval", "AbsVal"),
      Map.entry("argmax", "ArgMax"), Map.entry("bnll", "BNLL"), Map.entry("hdf5data", "HDF5Data"),
      Map.entry("hdf5output", "HDF5Output"), Map.entry("lrn", "LRN"), Map.entry("mvn", "MVN"),
      Map.entry("relu", "ReLU"), Map.entry("tanh", "TanH"), Map.entry("softmaxloss", "SoftmaxWithLoss"),
      Map.entry("innerproduct", "InnerProduct"), Map.entry("conv", "Convolution"), Map.entry("pool", "Pooling"),
      Map.entry("images", "ImageData"), Map.entry(PADDING, PADDING));

  /** Of layers before 2013: the message that holds a setting today, by type, and what it is called there. */
  private static final Map<String, String> HOMES = Map.ofEntries(Map.entry("conv", "convolution_param"),
      Map.entry("innerproduct", "inner_product_param"), Map.entry("pool", "pooling_param"),
      Map.entry("lrn", "lrn_param"), Map.entry("dropout", "dropout_param"), Map.entry("concat", "concat_param"),
      Map.entry("data", "data_param"), Map.entry("hdf5_data", "hdf5_data_param"),
      Map.entry("images", "image_data_param"), Map.entry("window_data", "window_data_param"),
      Map.entry("hdf5_output", "hdf5_output_param"), Map.entry("infogain_loss", "infogain_loss_param"));
  private static final Map<String, String> RENAMED = Map.of("biasterm", "bias_term", "kernelsize", "kernel_size",
      "batchsize", "batch_size", "cropsize", "crop_size", "meanfile", "mean_file", "shuffle_images", "shuffle");
  private static final Set<String> TRANSFORM = Set.of("scale", "mean_file", "crop_size", "mirror");
  private static final Set<String> QUIET = Set.of("weight_decay", "blob_share_mode");

  private static final Set<String> PARAMS = Set.of("param", "blobs_lr");

  private OldLayers() {}

  /** Today's layer for what an old field holds. */
  static TextMessage current(TextMessage layer) {
    Optional<TextMessage> oldest = layer.first("layer").map(TextField::value).filter(TextMessage.class::isInstance)
        .map(TextMessage.class::cast);
    return new TextMessage(oldest.map(inside -> oldest(layer, inside)).orElseGet(() -> old(layer)), layer.span());
  }

  private static List<TextField> old(TextMessage layer) {
    List<TextField> fields = new ArrayList<>(params(layer.all("param").toList(), layer));
    List<TextField> transform = new ArrayList<>();
    for (TextField field : layer.fields()) {
      if (field.name().equals("data_param") && field.value() instanceof TextMessage data) {
        List<TextField> rest = new ArrayList<>(data.fields());
        rest.removeIf(inside -> TRANSFORM.contains(inside.name()) && transform.add(inside));
        fields.add(new TextField(field.name(), field.span(), new TextMessage(rest, data.span())));
      } else if (!QUIET.contains(field.name()) && !PARAMS.contains(field.name())) {
        fields.add(today(field));
      }
    }
    transform(layer, transform, fields);
    return fields;
  }

  /** A message for each parameter, of its name and of how fast it learns. */
  private static List<TextField> params(List<TextField> said, TextMessage layer) {
    List<TextField> rates = layer.all("blobs_lr").toList();
    List<TextField> all = new ArrayList<>();
    for (int i = 0; i < Math.max(said.size(), rates.size()); i++) {
      TextField first = i < said.size() ? said.get(i) : rates.get(i);
      List<TextField> fields = new ArrayList<>();
      if (i < said.size()) {
        fields.addAll(first.value() instanceof TextMessage message ? message.fields()
            : List.of(new TextField("name", first.span(), first.value())));
      }
      if (i < rates.size()) {
        fields.add(new TextField("lr_mult", rates.get(i).span(), rates.get(i).value()));
      }
      all.add(new TextField("param", first.span(), new TextMessage(fields, first.value().span())));
    }
    return all;
  }

  private static TextField today(TextField field) {
    if (!(field.value() instanceof TextScalar scalar)) {
      return field;
    }
    return field.name().equals("type") ? new TextField("type", field.span(), type(scalar)) : field;
  }

  private static TextScalar type(TextScalar scalar) {
    String plain = scalar.text().replace("_", "").toLowerCase(Locale.ROOT);
    StringBuilder words = new StringBuilder();
    for (String word : scalar.text().toLowerCase(Locale.ROOT).split("_", -1)) {
      words.append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return new TextScalar(TextScalar.Kind.STRING, TYPES.getOrDefault(plain, words.toString()), scalar.span());
  }

  private static List<TextField> oldest(TextMessage connection, TextMessage inside) {
    List<TextField> fields = new ArrayList<>(params(List.of(), inside));
    List<TextField> home = new ArrayList<>();
    List<TextField> transform = new ArrayList<>();
    Optional<TextScalar> type = inside.first("type").map(TextField::value).filter(TextScalar.class::isInstance)
        .map(TextScalar.class::cast);
    String word = type.map(TextScalar::text).orElse("");
    for (TextField field : inside.fields()) {
      String name = RENAMED.getOrDefault(field.name(), field.name());
      TextField renamed = new TextField(name, field.span(), field.value());
      if (Set.of("name", "type").contains(name)) {
        fields.add(today(renamed));
      } else if (word.matches("data|images|window_data") && TRANSFORM.contains(name)) {
        transform.add(renamed);
      } else if (!QUIET.contains(name) && !PARAMS.contains(name)) {
        home.add(renamed);
      }
    }
    if (!home.isEmpty()) {
      fields.add(new TextField(HOMES.getOrDefault(word, word + "_param"), inside.span(),
          new TextMessage(home, inside.span())));
    }
    connection.fields().stream().filter(field -> !field.name().equals("layer")).forEach(fields::add);
    transform(connection, transform, fields);
    return fields;
  }

  private static void transform(TextMessage layer, List<TextField> transform, List<TextField> into) {
    if (!transform.isEmpty()) {
      into.add(new TextField("transform_param", layer.span(), new TextMessage(transform, layer.span())));
    }
  }
}
