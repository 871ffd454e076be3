package nacre.kernels.run;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which step is under way and which of its tasks are taken: one number, so that no task of a finished step can be taken.
 *
 * <p>The ticket holds the step in its upper half and the next task in its lower half. A step is over when all its tasks are
 * done; whoever does the last one moves the ticket on and wakes the workers that wait.
 */
final class Steps {

  /** The step that is never reached: whoever waits or asks for a task is sent past everything. */
  private static final int ABANDONED = Integer.MAX_VALUE;

  private final AtomicLong ticket = new AtomicLong();
  private final AtomicInteger done = new AtomicInteger();

  private static long ticket(int step, int task) {
    return (long) step << 32 | task;
  }

  /** Back to the first step; only while nobody is at work. */
  void restart() {
    done.set(0);
    ticket.set(ticket(0, 0));
  }

  /** Ends all steps at once. */
  void abandon() {
    ticket.set(ticket(ABANDONED, 0));
  }

  boolean isUnderWay(int step) {
    return (int) (ticket.get() >>> 32) == step;
  }

  /** Takes a task of {@code step}, or returns -1 when none is left to take; then the step may still be under way. */
  int take(int step, int tasks) {
    while (true) {
      long seen = ticket.get();
      int task = (int) seen;
      if ((int) (seen >>> 32) != step || task >= tasks) {
        return -1;
      }
      if (ticket.compareAndSet(seen, seen + 1)) {
        return task;
      }
    }
  }

  /** Notes that a taken task is done; returns whether that ended the step. */
  boolean complete(int step, int tasks) {
    if (done.incrementAndGet() < tasks) {
      return false;
    }
    done.set(0);
    return ticket.compareAndSet(ticket(step, tasks), ticket(step + 1, 0));
  }

  /** Ends a step that has no tasks; returns whether it was this call that did. */
  boolean skip(int step) {
    return ticket.compareAndSet(ticket(step, 0), ticket(step + 1, 0));
  }
}
