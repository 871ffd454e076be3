package nacre.caffe;

import java.util.List;
import java.util.Locale;
import nacre.caffe.text.LocatedException;
import nacre.caffe.text.TextField;
import nacre.caffe.text.TextMessage;
import nacre.source.Span;

/**
 * A layer of a network's text, in today's fields.
 *
 * @param index its position among the layers of the text
 * @param span  where its name stands, or else where it begins
 */
record CaffeLayer(String name, String type, List<String> bottoms, List<String> tops, Settings settings, int index,
    Span span) {
  CaffeLayer {
    bottoms = List.copyOf(bottoms);
    tops = List.copyOf(tops);
  }

  static CaffeLayer of(TextField field, int index) {
    if (!(field.value() instanceof TextMessage written)) {
      throw new LocatedException(field.value().span(), "`" + field.name() + "`: found a value, required a message");
    }
    TextMessage message = field.name().equals("layers") ? OldLayers.current(written) : written;
    Settings settings = Settings.of(message);
    String type = settings.text("type").orElseThrow(
        () -> new LocatedException(field.span(), "found a layer without `type`, required one"));
    String name = settings.text("name").filter(said -> !said.isBlank())
        .orElseGet(() -> type.toLowerCase(Locale.ROOT));
    Span span = message.first("name").map(named -> named.value().span()).orElse(field.span());
    return new CaffeLayer(name, type, settings.texts("bottom"), settings.texts("top"), settings, index, span);
  }

  LocatedException problem(String what) {
    return new LocatedException(span, "layer `" + name + "` (" + type + "): " + what);
  }
}
