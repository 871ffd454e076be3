package nacre.syntax.resolve;

import java.util.Optional;
import nacre.source.Reporter;
import nacre.source.Source;

/** Where the files come from that a text mentions: the disk, an editor's buffers, a test. */
public interface TextFiles {
  /**
   * The name of a file that a text mentions.
   *
   * @param from the name of the source that mentions it
   * @param path as written, with {@code /} between folders, relative to that source
   */
  String resolve(String from, String path);

  /** The file of that resolved name, as a source of that name. Empty when there is none; any other failure is reported. */
  Optional<Source> read(String name, Reporter reporter);
}
