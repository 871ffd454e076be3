package nacre.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Runs cases, some at a time, none for longer than its limit. */
public final class Conformance {
  private final Mode mode;
  private final Batch batch;
  private final int threads;
  private final long limitMillis;

  public Conformance(Mode mode, Batch batch, int threads, long limitMillis) {
    this.mode = mode;
    this.batch = batch;
    this.threads = threads;
    this.limitMillis = limitMillis;
  }

  /**
   * The results, in the order of the cases.
   *
   * @param progress hears how many are done
   */
  public List<Result> run(List<Case> cases, IntConsumer progress) {
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<Result>> results = new ArrayList<>();
      for (Case tried : cases) {
        results.add(workers.submit(() -> {
          Result result = within(tried);
          progress.accept(done.incrementAndGet());
          return result;
        }));
      }
      List<Result> all = new ArrayList<>();
      for (Future<Result> result : results) {
        all.add(join(result));
      }
      return all;
    }
  }

  private static Result join(Future<Result> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while cases ran", e);
    }
  }

  /** A thread of its own, so that one that hangs keeps no other case waiting. */
  private Result within(Case tried) throws InterruptedException {
    long start = System.nanoTime();
    Trial trial = new Trial(mode, batch);
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    Thread thread = Thread.ofPlatform().daemon().name("case " + tried.name()).start(() -> {
      try {
        verdict.complete(trial.verdict(tried));
      } catch (RuntimeException | Error e) {
        verdict.complete(new Verdict.Failed("internal fault: " + e));
      }
    });
    Verdict ended;
    try {
      ended = verdict.get(limitMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      thread.interrupt();
      ended = new Verdict.Failed("it took longer than " + limitMillis / 1000 + " seconds");
      return new Result(tried, ended, trial.operators(), limitMillis);
    }
    return new Result(tried, ended, trial.operators(), (System.nanoTime() - start) / 1_000_000);
  }
}
