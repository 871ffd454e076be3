package nacre.decompile;

import java.util.List;

/** The outputs of a model in their order, each said once. */
final class OutputNames {
  private final List<Body.Source> sources;
  private final List<String> names;
  private final List<String> settings;
  private int at;

  /** @param settings what follows the statement of each, or nothing */
  OutputNames(List<Body.Source> sources, List<String> names, List<String> settings) {
    this.sources = sources;
    this.names = names;
    this.settings = settings;
  }

  boolean hasNext() {
    return at < sources.size();
  }

  /** The value of the next one. */
  Body.Source source() {
    return sources.get(at);
  }

  String name() {
    return names.get(at);
  }

  boolean isNext(Body.Source source) {
    return hasNext() && source().equals(source);
  }

  /** The settings of the next one, which counts as said from now on. */
  String next() {
    return settings.get(at++);
  }
}
