package nacre.kernels.run;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** The workers of one team for one memory, kept with their scratch memory from call to call. */
final class Crew {

  /** In the gate while no run is under way: helpers that come then turn away. */
  private static final int CLOSED = Integer.MIN_VALUE;

  private final Team team;
  private final Executor executor;
  private final Workspace memory;
  private final Steps steps = new Steps();
  private final Worker[] workers;
  private final Helper[] helpers;
  private final AtomicInteger gate = new AtomicInteger(CLOSED);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Body<Workspace> body = (worker, workspace) -> {};
  private int images;
  private volatile Thread caller = Thread.currentThread();

  Crew(Team team, Executor executor, int helpers, Workspace memory) {
    this.team = team;
    this.executor = executor;
    this.memory = memory;
    this.workers = new Worker[helpers + 1];
    this.helpers = new Helper[helpers];
    for (int index = 0; index < workers.length; index++) {
      workers[index] = new Worker(this, steps, workers.length, team.watcher());
    }
    for (int index = 0; index < helpers; index++) {
      this.helpers[index] = new Helper(workers[index + 1]);
    }
  }

  boolean isOf(Team other) {
    return team == other;
  }

  int size() {
    return workers.length;
  }

  int images() {
    return images;
  }

  boolean debug() {
    return memory.debug();
  }

  /** Walks through the body with whichever helpers come in time, and returns when no one is at work any more. */
  void run(int newImages, Body<Workspace> newBody) {
    images = newImages;
    body = newBody;
    caller = Thread.currentThread();
    steps.restart();
    gate.set(0);
    for (Helper helper : helpers) {
      helper.call();
    }
    walk(workers[0]);
    close();
    rethrow();
  }

  private void walk(Worker worker) {
    worker.start();
    try {
      body.run(worker, memory);
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
      steps.abandon();
      wake();
    }
  }

  /** Turns late helpers away and waits for those inside, who find nothing left to do. */
  private void close() {
    boolean interrupted = false;
    gate.getAndAdd(CLOSED);
    for (int turn = 0; gate.get() != CLOSED; turn++) {
      if (turn < 1_000) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      caller.interrupt();
    }
  }

  private void rethrow() {
    Throwable thrown = failure.getAndSet(null);
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Wakes the workers that sleep at the end of a step. */
  void wake() {
    for (Worker worker : workers) {
      worker.wake();
    }
  }

  private boolean enter() {
    while (true) {
      int inside = gate.get();
      if (inside < 0) {
        return false;
      }
      if (gate.compareAndSet(inside, inside + 1)) {
        return true;
      }
    }
  }

  private void leave() {
    if (gate.decrementAndGet() == CLOSED) {
      LockSupport.unpark(caller);
    }
  }

  /** What the executor is given: at most once at a time, however long it keeps it waiting. */
  private final class Helper implements Runnable {

    private final Worker worker;
    private final AtomicBoolean called = new AtomicBoolean();

    Helper(Worker worker) {
      this.worker = worker;
    }

    void call() {
      if (called.compareAndSet(false, true)) {
        try {
          executor.execute(this);
        } catch (RejectedExecutionException busy) {
          called.set(false);
        }
      }
    }

    @Override
    public void run() {
      if (!enter()) {
        called.set(false);
        return;
      }
      walk(worker);
      called.set(false);
      leave();
    }
  }
}
