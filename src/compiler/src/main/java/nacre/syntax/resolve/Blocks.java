package nacre.syntax.resolve;

import java.util.Optional;
import nacre.syntax.Syntax;

/** Looks blocks up by the name that a call writes. */
final class Blocks {
  private Blocks() {}

  /** {@code Embed} of the unit or a file it uses, or {@code mine.Embed}. */
  static Optional<BlockDef> find(FileUnit unit, Syntax.Dotted name) {
    return switch (name.parts().size()) {
      case 1 -> unit.block(name.text());
      case 2 -> Optional.ofNullable(unit.aliases().get(name.parts().getFirst().text()))
          .flatMap(used -> Optional.ofNullable(used.blocks().get(name.last().text())));
      default -> Optional.empty();
    };
  }
}
