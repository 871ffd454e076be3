package nacre.kernels.run;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.ObjIntConsumer;

/**
 * Who computes a network: the caller alone, or the caller with helpers that an executor lends.
 *
 * <p>Each run submits every helper once. All walk through the same steps; the tasks of a step go to whoever asks first, and
 * a step begins when the one before is complete. Tasks split outputs only, so results do not depend, to the bit, on who
 * computed what. A helper that starts late skips what is done, and if none ever starts, the caller finishes alone. A team
 * may serve several calls at the same time, each with its own memory.
 */
public final class Team {

  private static final ObjIntConsumer<Slot> NOBODY = (slot, call) -> {};
  private static final Team ALONE = new Team(Runnable::run, 0, NOBODY);

  private final Executor executor;
  private final int helpers;
  private final ObjIntConsumer<? super Slot> watcher;

  private Team(Executor executor, int helpers, ObjIntConsumer<? super Slot> watcher) {
    this.executor = executor;
    this.helpers = helpers;
    this.watcher = watcher;
  }

  /** The calling thread alone. */
  public static Team alone() {
    return ALONE;
  }

  /**
   * The calling thread and helpers.
   *
   * @param executor runs the helpers, on threads of its own
   * @param helpers how many to ask for, at least 0; one less than the number of cores is a good choice
   */
  public static Team of(Executor executor, int helpers) {
    if (helpers < 0) {
      throw new IllegalArgumentException("a team has 0 or more helpers, found " + helpers);
    }
    return new Team(Objects.requireNonNull(executor), helpers, NOBODY);
  }

  /**
   * The calling thread alone, and someone who looks on: after each kernel call of a run, before the next one begins.
   *
   * @param watcher sees the slot that the call wrote, and the call's number in the run, from 0
   */
  public static Team watched(ObjIntConsumer<? super Slot> watcher) {
    return new Team(Runnable::run, 0, Objects.requireNonNull(watcher));
  }

  /** Workers, the caller included. */
  public int size() {
    return helpers + 1;
  }

  /**
   * Runs {@code body} over the first {@code images} images in {@code memory}, and returns when all is done.
   *
   * @throws IllegalArgumentException when the memory has no room for so many images
   * @throws IllegalStateException when the memory is used by another call
   */
  @SuppressWarnings("unchecked") // the crew hands the body the very memory given here
  public <M extends Workspace> void run(M memory, int images, Body<M> body) {
    memory.enter(images);
    try {
      memory.crew(this).run(images, (Body<Workspace>) body);
    } finally {
      memory.leave();
    }
  }

  Crew crew(Workspace memory) {
    return new Crew(this, executor, helpers, memory);
  }

  ObjIntConsumer<? super Slot> watcher() {
    return watcher;
  }
}
