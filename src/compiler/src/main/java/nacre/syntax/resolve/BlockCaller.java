package nacre.syntax.resolve;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import nacre.ir.Frame;

/** Uses blocks: each use is the block's body once more, with its own parameters and paths. */
final class BlockCaller {
  private final Expansion expansion;
  private final Set<BlockDef> active = new HashSet<>();

  BlockCaller(Expansion expansion) {
    this.expansion = expansion;
  }

  Datum call(BlockDef def, SequencedMap<String, Given> given, Use use, Instance around) {
    use.layer().ifPresent(DeclaredLayer::apply);
    if (expansion.recursion.isRecursive(def)) {
      return expansion.poison();
    }
    expansion.requireRoom(expansion.least.of(def), use.span());
    expansion.budget.frame(use.span());
    String path = around.node(use.segment());
    expansion.paths.claim(path, use.span());
    expansion.depth.enterBlock();
    try {
      return expand(def, given, use, instance(def, path, use, around));
    } finally {
      expansion.depth.leaveBlock();
    }
  }

  private Datum expand(BlockDef def, SequencedMap<String, Given> given, Use use, Instance instance) {
    if (!active.add(def)) {
      throw Failure.of(ErrorKind.RECURSION, use.span(),
          "`" + def.name() + "` calls itself through a block that is handed to "
              + "it; blocks are written out where they are called, so this has no end");
    }
    try {
      expansion.expanded.add(def);
      Scope scope = Scope.outermost(instance);
      new ParameterBinder(expansion, def, scope).bind(given, use.span());
      Datum value = expansion.statements.run(def.syntax().body(), Expect.VALUE, scope);
      return value instanceof Datum.Nothing
          ? new Datum.Nothing("`" + def.name() + "` has none: its body does not end with an expression")
          : value;
    } finally {
      active.remove(def);
    }
  }

  private Instance instance(BlockDef def, String path, Use use, Instance around) {
    Frame frame = new Frame(use.span(), use.segment(), OptionalInt.empty(), around.frame());
    String layerPath = use.layer().map(DeclaredLayer::path).orElseGet(() -> around.layer(use.segment(), path));
    boolean shared = around.shared() || use.layer().isPresent();
    return new Instance(def, expansion.segments.of(def), path, layerPath, shared,
        use.layer().isPresent() ? Optional.empty() : around.unnamed(), Optional.of(frame));
  }
}
