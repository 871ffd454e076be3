package nacre.caffe;

import nacre.caffe.text.TextMessage;
import nacre.source.Source;

/**
 * A network as a text says it, its own file or a part of a solver.
 *
 * @param source the text that its spans point into
 */
record Net(Source source, TextMessage message, Settings settings) {
  static Net of(Source source, TextMessage message) {
    return new Net(source, message, Settings.of(message));
  }

  String name(String otherwise) {
    return settings.text("name").filter(name -> !name.isBlank()).orElse(otherwise);
  }
}
