package nacre.caffe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nacre.caffe.text.Numerals;
import nacre.caffe.text.TextField;
import nacre.caffe.text.TextMessage;
import nacre.caffe.text.TextScalar;
import nacre.ir.Attr;
import nacre.ir.op.OpaqueOp;

/** The fields of a layer that Nacre does not know, as attributes: {@code prior_box_param.min_size}. */
final class OpaqueSettings {
  private static final List<String> STRUCTURE = List.of("name", "type", "bottom", "top", "include", "exclude", "phase");

  private OpaqueSettings() {}

  static SequencedMap<String, Attr> of(CaffeLayer layer, String reason) {
    SequencedMap<String, Attr> attributes = new LinkedHashMap<>();
    attributes.put(OpaqueOp.REASON, new Attr.Text(reason));
    Deque<Map.Entry<String, TextField>> open = new ArrayDeque<>();
    layer.settings().fields().stream().filter(field -> !STRUCTURE.contains(field.name()))
        .forEach(field -> open.add(Map.entry(field.name(), field)));
    while (!open.isEmpty()) {
      Map.Entry<String, TextField> next = open.pop();
      switch (next.getValue().value()) {
        case TextScalar scalar -> attributes.merge(next.getKey(), attr(scalar), OpaqueSettings::both);
        case TextMessage message -> message.fields().reversed()
            .forEach(field -> open.push(Map.entry(next.getKey() + "." + field.name(), field)));
      }
    }
    return attributes;
  }

  private static Attr both(Attr first, Attr second) {
    return new Attr.Many(first instanceof Attr.Many(List<Attr> items)
        ? Stream.concat(items.stream(), Stream.of(second)).toList() : List.of(first, second));
  }

  private static Attr attr(TextScalar scalar) {
    Optional<Long> whole = Numerals.whole(scalar.text());
    return switch (scalar.kind()) {
      case STRING -> new Attr.Text(scalar.text());
      case WORD -> scalar.text().equals("true") || scalar.text().equals("false")
          ? new Attr.Bool(scalar.text().equals("true")) : new Attr.Word(scalar.text());
      case NUMBER -> whole.isPresent() ? Attr.of((long) whole.get())
          : Attr.of(Numerals.real(scalar.text()).orElse(Double.NaN));
    };
  }
}
