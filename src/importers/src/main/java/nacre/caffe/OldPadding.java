package nacre.caffe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.caffe.text.TextField;
import nacre.caffe.text.TextMessage;
import nacre.caffe.text.TextScalar;

/** Layers before 2013 that only pad: their padding becomes that of the convolutions and pools that read them. */
final class OldPadding {
  private static final Map<String, String> READERS =
      Map.of("Convolution", "convolution_param", "Pooling", "pooling_param");

  private OldPadding() {}

  /** The layers without those. */
  static List<CaffeLayer> moved(List<CaffeLayer> layers) {
    Map<String, CaffeLayer> open = new HashMap<>();
    List<CaffeLayer> moved = new ArrayList<>();
    for (CaffeLayer layer : layers) {
      CaffeLayer kept = layer;
      for (String bottom : layer.bottoms()) {
        if (open.containsKey(bottom)) {
          kept = padded(layer, open.get(bottom));
        }
      }
      open.keySet().removeAll(layer.tops());
      if (layer.type().equals(OldLayers.PADDING)) {
        if (layer.bottoms().size() != 1 || layer.tops().size() != 1) {
          throw layer.problem("found " + layer.bottoms().size() + " `bottom` and " + layer.tops().size()
              + " `top`, required one of each");
        }
        open.put(layer.tops().getFirst(), layer);
      } else {
        moved.add(kept);
      }
    }
    return moved;
  }

  private static CaffeLayer padded(CaffeLayer layer, CaffeLayer padding) {
    String param = READERS.get(layer.type());
    if (param == null || layer.bottoms().size() != 1) {
      throw layer.problem("it reads what `" + padding.name() + "` pads, required a convolution or a pool with one"
          + " `bottom`");
    }
    List<TextField> pads = new ArrayList<>();
    for (TextField field : padding.settings().fields()) {
      if (field.name().equals("padding_param") && field.value() instanceof TextMessage said) {
        said.fields().stream().filter(inside -> !inside.name().equals("pad")).findFirst().ifPresent(inside -> {
          throw padding.problem("found `" + inside.name() + "`, required `pad`");
        });
        pads.addAll(said.fields());
      }
    }
    List<TextField> fields = new ArrayList<>();
    List<TextField> own = new ArrayList<>();
    for (TextField field : layer.settings().fields()) {
      if (field.name().equals(param) && field.value() instanceof TextMessage said) {
        said.fields().stream().filter(inside -> !inside.name().equals("pad")).forEach(own::add);
      } else if (field.name().equals("bottom")) {
        fields.add(new TextField("bottom", field.span(),
            new TextScalar(TextScalar.Kind.STRING, padding.bottoms().getFirst(), field.value().span())));
      } else {
        fields.add(field);
      }
    }
    own.addAll(pads);
    fields.add(new TextField(param, layer.span(), new TextMessage(own, layer.settings().span())));
    return CaffeLayer.of(new TextField("layer", layer.span(), new TextMessage(fields, layer.settings().span())),
        layer.index());
  }
}
