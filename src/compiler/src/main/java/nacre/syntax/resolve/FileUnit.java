package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.source.Source;
import nacre.syntax.Syntax;

/** A text and the names that its bodies may call. Filled while it is loaded, not changed after. */
final class FileUnit {
  private final Source source;
  private final Syntax.File file;
  private final Map<String, BlockDef> blocks = new LinkedHashMap<>();
  private final Map<String, BlockDef> models = new LinkedHashMap<>();
  private final Map<String, FileUnit> aliases = new LinkedHashMap<>();
  private final List<FileUnit> open = new ArrayList<>();
  private boolean incomplete;

  FileUnit(Source source, Syntax.File file) {
    this.source = source;
    this.file = file;
  }

  Source source() {
    return source;
  }

  Syntax.File file() {
    return file;
  }

  /** Its own blocks by name, in the order of the text. */
  Map<String, BlockDef> blocks() {
    return blocks;
  }

  Map<String, BlockDef> models() {
    return models;
  }

  /** Files used under a name. */
  Map<String, FileUnit> aliases() {
    return aliases;
  }

  /** Files whose blocks are simply in scope. */
  List<FileUnit> open() {
    return open;
  }

  /** Notes that something it uses could not be loaded: a name that it does not know may be of there. */
  void missesSomething() {
    incomplete = true;
  }

  boolean incomplete() {
    return incomplete;
  }

  /** The block that a bare name stands for: one of its own before one of a used file, the first one there. */
  Optional<BlockDef> block(String name) {
    BlockDef own = blocks.get(name);
    if (own != null) {
      return Optional.of(own);
    }
    for (FileUnit unit : open) {
      BlockDef found = unit.blocks.get(name);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** The used files that a bare name may be from, if there are several and none of its own blocks has it. */
  List<FileUnit> contenders(String name) {
    if (open.size() < 2 || blocks.containsKey(name)) {
      return List.of();
    }
    List<FileUnit> found = open.stream().filter(unit -> unit.blocks.containsKey(name)).distinct().toList();
    return found.size() > 1 ? found : List.of();
  }

  /** Names of the blocks that may be called without an alias. */
  List<String> blockNames() {
    List<String> names = new ArrayList<>(blocks.keySet());
    open.forEach(unit -> names.addAll(unit.blocks.keySet()));
    return names;
  }
}
