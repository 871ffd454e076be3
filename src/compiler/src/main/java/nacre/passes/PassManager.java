package nacre.passes;

import nacre.ir.Graph;

/**
 * Runs pipelines. Nobody else applies patches: per sweep all that do not meet, in one rebuild of the graph, so that ten
 * thousand folds cost two sweeps and not ten thousand graphs. A pass runs until it finds nothing more.
 */
public final class PassManager {
  private final PassOptions options;

  public PassManager(PassOptions options) {
    this.options = options;
  }

  /**
   * Rewrites a sound graph for inference.
   *
   * @throws PassException if a pass does something wrong: that is a fault of Nacre, not of the graph
   */
  public Optimized run(Graph source, Pipeline pipeline) {
    PassSession session = new PassSession(source, options);
    pipeline.passes().forEach(session::run);
    return session.result();
  }

  /**
   * The same, and then {@link Pipeline#REQUIRED} whatever the pipeline and the limit of patches left undone: no kernel
   * computes what that takes away.
   *
   * @throws PassException if a pass does something wrong
   */
  public Optimized runForCode(Graph source, Pipeline pipeline) {
    PassSession session = new PassSession(source, options);
    pipeline.passes().forEach(session::run);
    Pipeline.REQUIRED.passes().forEach(session::require);
    return session.result();
  }
}
