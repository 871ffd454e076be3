package nacre.caffe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nacre.caffe.text.LocatedException;
import nacre.ir.Phase;

/** In which state a network is meant; rules of its layers say in which they are there. */
record NetState(Phase phase, int level, Set<String> stages) {
  static final List<String> PHASES = List.of("TRAIN", "TEST");

  NetState {
    stages = Set.copyOf(stages);
  }

  static NetState of(Phase phase) {
    return new NetState(phase, 0, Set.of());
  }

  /** The same with what a message {@code NetState} says; a phase in it counts only where the caller has none to say. */
  NetState with(Settings state) {
    state.ignore("phase");
    Set<String> all = new HashSet<>(stages);
    all.addAll(state.texts("stage"));
    return new NetState(phase, state.integer("level", level), all);
  }

  /** Whether a layer is there; a phase of its own is that in which it computes, not where it is. */
  boolean has(Settings layer) {
    layer.ignore("phase");
    List<Settings> includes = layer.inners("include");
    List<Settings> excludes = layer.inners("exclude");
    if (!includes.isEmpty() && !excludes.isEmpty()) {
      throw new LocatedException(excludes.getFirst().span(),
          "found `include` and `exclude` in one layer, required one of the two");
    }
    boolean included = includes.stream().map(this::meets).toList().contains(true);
    boolean excluded = excludes.stream().map(this::meets).toList().contains(true);
    return includes.isEmpty() ? !excluded : included;
  }

  /** Whether a layer computes in the phase of its network. */
  boolean agrees(Settings layer) {
    return layer.word("phase", word(), PHASES).equals(word());
  }

  private String word() {
    return phase == Phase.TRAINING ? "TRAIN" : "TEST";
  }

  private boolean meets(Settings rule) {
    boolean rightPhase = rule.word("phase", word(), PHASES).equals(word());
    int least = rule.integer("min_level", Integer.MIN_VALUE);
    int most = rule.integer("max_level", Integer.MAX_VALUE);
    boolean rightLevel = least <= level && level <= most;
    boolean rightStage = stages.containsAll(rule.texts("stage"));
    boolean wrongStage = rule.texts("not_stage").stream().anyMatch(stages::contains);
    return rightPhase && rightLevel && rightStage && !wrongStage;
  }
}
