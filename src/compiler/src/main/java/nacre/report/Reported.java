package nacre.report;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import nacre.source.Diagnostic;
import nacre.source.Source;

/**
 * What is said of one file.
 *
 * @param file    its path, as the user gives it
 * @param models  the models in it that were looked at
 * @param sources texts by the names that spans use: the file's own, and those that it uses
 */
public record Reported(String file, List<Seen> models, List<Diagnostic> diagnostics,
    Function<String, Optional<Source>> sources) {
  /**
   * A model that was looked at.
   *
   * @param ops how many nodes of each op it has, by the op's name
   */
  public record Seen(String name, SortedMap<String, Long> ops) {
    public Seen {
      ops = Collections.unmodifiableSortedMap(new TreeMap<>(ops));
    }
  }

  public Reported {
    models = List.copyOf(models);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Of a file that holds no model. */
  public Reported(String file, List<Diagnostic> diagnostics, Function<String, Optional<Source>> sources) {
    this(file, List.of(), diagnostics, sources);
  }

  /** The text of a line, without the white space around it; empty where the text is not known. */
  String line(String source, int number) {
    return sources.apply(source).map(text -> text.line(number)).orElse("").strip();
  }
}
