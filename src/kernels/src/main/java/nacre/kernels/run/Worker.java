package nacre.kernels.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * One of those who compute a network together, on one thread at a time.
 *
 * <p>A kernel call announces its tasks with {@link #step}, then does those that {@link #next} hands out until that returns
 * -1, which it does when the whole step is complete, whoever did it.
 */
public final class Worker {

  /** Turns of waiting before a worker goes to sleep, when every worker can have a core of its own, and when not. */
  private static final int PATIENCE = 20_000;
  private static final int PATIENCE_WHEN_CROWDED = 200;

  private final Crew crew;
  private final Steps steps;
  private final boolean alone;
  private final int patience;
  private float[] floats = {};
  private int[] ints = {};
  private final Map<Class<?>, Object> tools = new HashMap<>();

  private final ObjIntConsumer<? super Slot> watcher;

  private int calls;
  private int step;
  private int tasks;
  private int task;
  private volatile Thread thread = Thread.currentThread();
  private volatile boolean asleep;

  Worker(Crew crew, Steps steps, int workers, ObjIntConsumer<? super Slot> watcher) {
    this.watcher = watcher;
    this.crew = crew;
    this.steps = steps;
    this.alone = workers == 1;
    this.patience = workers <= Runtime.getRuntime().availableProcessors() ? PATIENCE : PATIENCE_WHEN_CROWDED;
  }

  /** Prepares for a walk through all steps on the calling thread. */
  void start() {
    thread = Thread.currentThread();
    calls = 0;
    step = -1;
    tasks = 0;
    task = -1;
  }

  /** How many images run. */
  public int images() {
    return crew.images();
  }

  /** How many workers there may be, helpers that never start included. */
  public int workers() {
    return crew.size();
  }

  /** Whether freed slots are poisoned. */
  public boolean debug() {
    return crew.debug();
  }

  /** Scratch memory of this worker, at least {@code length} long, with whatever it holds; kept between calls. */
  public float[] floats(int length) {
    if (floats.length < length) {
      floats = new float[Math.max(length, 2 * floats.length)];
    }
    return floats;
  }

  /** Scratch memory of this worker, at least {@code length} long, with whatever it holds; kept between calls. */
  public int[] ints(int length) {
    if (ints.length < length) {
      ints = new int[Math.max(length, 2 * ints.length)];
    }
    return ints;
  }

  /** This worker's own object of a class, made once: what a kernel keeps its geometry in while it works. */
  public <T> T tool(Class<T> type, Supplier<T> maker) {
    Object tool = tools.get(type);
    if (tool == null) {
      tool = maker.get();
      tools.put(type, tool);
    }
    return type.cast(tool);
  }

  /** Begins the next step, which has {@code tasks} tasks. Every worker names the same number. */
  public void step(int newTasks) {
    step++;
    tasks = newTasks;
    task = -1;
  }

  /** The next task that this worker is to do, from 0; or -1 when the step is complete. */
  public int next() {
    if (alone) {
      task = task + 1 < tasks ? task + 1 : -1;
      return task;
    }
    if (task >= 0 && steps.complete(step, tasks)) {
      crew.wake();
    }
    task = steps.take(step, tasks);
    if (task < 0) {
      awaitEnd();
    }
    return task;
  }

  /** Says that a kernel call is over and what it wrote, to whoever looks on. */
  public void wrote(Slot slot) {
    watcher.accept(slot, calls++);
  }

  private void awaitEnd() {
    if (tasks == 0) {
      if (steps.skip(step)) {
        crew.wake();
      }
      return;
    }
    for (int turn = 0; turn < patience; turn++) {
      if (!steps.isUnderWay(step)) {
        return;
      }
      Thread.onSpinWait();
    }
    sleep();
  }

  private void sleep() {
    boolean interrupted = false;
    asleep = true;
    while (steps.isUnderWay(step)) {
      LockSupport.park(crew);
      interrupted |= Thread.interrupted();
    }
    asleep = false;
    if (interrupted) {
      thread.interrupt();
    }
  }

  /** Lets this worker look again at the step it waits for. */
  void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }
}
