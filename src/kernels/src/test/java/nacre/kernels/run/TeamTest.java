package nacre.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import nacre.kernels.Shelf;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every task of every step is done once and in order, whoever comes, whenever, and however it ends. */
@Timeout(60)
class TeamTest {

  private static final ExecutorService POOL = Executors.newFixedThreadPool(4);

  @AfterAll
  static void stop() {
    POOL.shutdownNow();
  }

  /** Runs steps of 0 to 12 tasks and checks that each task ran once, after all tasks of the step before. */
  private static void walk(Team team, Shelf shelf, int steps) {
    var counts = new AtomicIntegerArray(steps * 13);
    var done = new AtomicInteger();
    shelf.run(team, 1, k -> {
      int before = 0;
      for (int step = 0; step < steps; step++) {
        int tasks = step * 5 % 13;
        k.step(tasks);
        for (int task = k.next(); task >= 0; task = k.next()) {
          assertThat(done.get()).isBetween(before, before + tasks - 1);
          counts.incrementAndGet(step * 13 + task);
          done.incrementAndGet();
        }
        before += tasks;
        assertThat(done.get()).isGreaterThanOrEqualTo(before);
      }
    });
    for (int step = 0; step < steps; step++) {
      for (int task = 0; task < 13; task++) {
        assertThat(counts.get(step * 13 + task)).isEqualTo(task < step * 5 % 13 ? 1 : 0);
      }
    }
  }

  @Test
  void doesEveryTaskOnce() {
    for (Team team : List.of(Team.alone(), Team.of(POOL, 0), Team.of(POOL, 1), Team.of(POOL, 4))) {
      var shelf = new Shelf(1, 10);
      for (int run = 0; run < 200; run++) {
        walk(team, shelf, 40);
      }
    }
  }

  /** An executor that never starts anything: the caller finishes alone, and is not given more and more to queue. */
  @Test
  void finishesAloneWhenNoHelperStarts() {
    var submitted = new AtomicInteger();
    Team team = Team.of(task -> submitted.incrementAndGet(), 3);
    var shelf = new Shelf(1, 10);
    for (int run = 0; run < 50; run++) {
      walk(team, shelf, 20);
    }
    assertThat(submitted).hasValue(3);
  }

  /** Helpers that start in the middle of a run, or after it, or in a later one. */
  @Test
  void takesLateHelpers() throws InterruptedException {
    for (int delay : new int[] {0, 1, 3}) {
      Team team = Team.of(task -> POOL.execute(() -> {
        try {
          Thread.sleep(delay);
          task.run();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
      }), 4);
      var shelf = new Shelf(1, 10);
      for (int run = 0; run < 100; run++) {
        walk(team, shelf, 30);
      }
    }
    var kept = new ArrayList<Runnable>();
    var shelf = new Shelf(1, 10);
    Team team = Team.of(kept::add, 2);
    walk(team, shelf, 10);
    kept.forEach(Runnable::run);
    walk(team, shelf, 10);
    assertThat(kept).as("asked again once the late ones have gone").hasSize(4);
  }

  @Test
  void worksWithExecutorsThatRefuseOrRunAtOnce() {
    Executor full = task -> {
      throw new RejectedExecutionException("full");
    };
    for (Team team : List.of(Team.of(full, 2), Team.of(Runnable::run, 2))) {
      var shelf = new Shelf(1, 10);
      walk(team, shelf, 30);
      walk(team, shelf, 30);
    }
  }

  /** A failing task ends the run for everyone, is thrown once, and leaves team and memory usable. */
  @Test
  void throwsATasksExceptionOnce() {
    for (Team team : List.of(Team.alone(), Team.of(POOL, 1), Team.of(POOL, 4))) {
      var shelf = new Shelf(1, 10);
      for (int run = 0; run < 100; run++) {
        int failing = run % 20;
        assertThatThrownBy(() -> shelf.run(team, 1, k -> {
          for (int step = 0; step < 20; step++) {
            k.step(8);
            for (int task = k.next(); task >= 0; task = k.next()) {
              if (step == failing && task == 5) {
                throw new IllegalStateException("task 5 of step " + failing);
              }
            }
          }
        })).isInstanceOf(IllegalStateException.class).hasMessage("task 5 of step " + failing);
        walk(team, shelf, 10);
      }
    }
  }

  @Test
  void throwsErrorsToo() {
    var shelf = new Shelf(1, 10);
    assertThatThrownBy(() -> shelf.run(Team.of(POOL, 2), 1, k -> {
      throw new AssertionError("outside any task");
    })).isInstanceOf(AssertionError.class);
    walk(Team.of(POOL, 2), shelf, 5);
  }

  /** A helper that sleeps at the end of a step is woken, and an interrupt neither loses a task nor is lost. */
  @Test
  void waitsForSlowTasksAndKeepsInterrupts() throws InterruptedException {
    var shelf = new Shelf(1, 10);
    Team team = Team.of(POOL, 4);
    var done = new AtomicInteger();
    Thread.currentThread().interrupt();
    shelf.run(team, 1, k -> {
      for (int step = 0; step < 3; step++) {
        k.step(5);
        for (int task = k.next(); task >= 0; task = k.next()) {
          if (task == 0) {
            LockSupport.parkNanos(20_000_000);
          }
          done.incrementAndGet();
        }
      }
    });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).hasValue(15);
  }

  /** A memory serves one call at a time; a team serves several, each with its own memory. */
  @Test
  void refusesTwoCallsWithOneMemory() throws InterruptedException {
    var shelf = new Shelf(2, 10);
    shelf.run(Team.alone(), 1, k -> {
      assertThatThrownBy(() -> shelf.run(Team.alone(), 1, inner -> {}))
          .hasMessageContaining("two calls use one memory");
    });
    assertThatThrownBy(() -> shelf.run(Team.alone(), 3, k -> {})).hasMessageContaining("0 to 2 images, found 3");
    assertThatThrownBy(() -> Team.of(POOL, -1)).hasMessageContaining("found -1");

    Team team = Team.of(POOL, 2);
    assertThat(team.size()).isEqualTo(3);
    var finished = new CountDownLatch(3);
    for (int caller = 0; caller < 3; caller++) {
      Thread.ofPlatform().start(() -> {
        var own = new Shelf(1, 10);
        for (int run = 0; run < 50; run++) {
          walk(team, own, 20);
        }
        finished.countDown();
      });
    }
    assertThat(finished.await(50, TimeUnit.SECONDS)).isTrue();
  }
}
