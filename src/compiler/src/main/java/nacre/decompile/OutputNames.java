package nacre.decompile;

import java.util.List;

/** The outputs of a model in their order, each said once. */
final class OutputNames {
  private final List<Body.Source> sources;
  private final List<String> names;
  private int at;

  OutputNames(List<Body.Source> sources, List<String> names) {
    this.sources = sources;
    this.names = names;
  }

  boolean hasNext() {
    return at < sources.size();
  }

  /** The value of the next one. */
  Body.Source source() {
    return sources.get(at);
  }

  boolean isNext(Body.Source source) {
    return hasNext() && source().equals(source);
  }

  /** The name of the next one, which counts as said from now on. */
  String next() {
    return names.get(at++);
  }
}
