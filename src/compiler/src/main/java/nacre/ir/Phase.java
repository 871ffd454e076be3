package nacre.ir;

/** What a graph is looked at for: dropout and batch norm mean different things in the two. */
public enum Phase {
  TRAINING, INFERENCE
}
