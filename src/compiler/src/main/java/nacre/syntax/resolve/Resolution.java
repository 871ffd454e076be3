package nacre.syntax.resolve;

import java.util.List;
import java.util.Optional;
import nacre.source.Source;
import nacre.syntax.Syntax;

/**
 * What a text stands for.
 *
 * @param models its models without errors, in the order of the text
 * @param blocks its blocks that nobody calls, where defaults and shapes say enough to make a graph of them: for lint
 * @param texts  the text, and those that it uses, each once, the first one first
 */
public record Resolution(List<Resolved> models, List<Resolved> blocks, List<ReadText> texts) {
  /** A text and what was read in it. */
  public record ReadText(Source source, Syntax.File file) {}

  public Resolution {
    models = List.copyOf(models);
    blocks = List.copyOf(blocks);
    texts = List.copyOf(texts);
  }

  /** A text by the name of its source: what diagnostics show lines of. */
  public Optional<Source> source(String name) {
    return texts.stream().map(ReadText::source).filter(source -> source.name().equals(name)).findFirst();
  }
}
