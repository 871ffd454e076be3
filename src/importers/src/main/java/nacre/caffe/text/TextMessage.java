package nacre.caffe.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.source.Span;

/**
 * Fields in the order in which they are written.
 *
 * @param span from the opening brace to the closing one, or the whole text
 */
public record TextMessage(List<TextField> fields, Span span) implements TextValue {
  public TextMessage {
    fields = List.copyOf(fields);
  }

  public boolean has(String name) {
    return all(name).findAny().isPresent();
  }

  public Stream<TextField> all(String name) {
    return fields.stream().filter(field -> field.name().equals(name));
  }

  public Optional<TextField> first(String name) {
    return all(name).findFirst();
  }
}
