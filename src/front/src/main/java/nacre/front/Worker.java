package nacre.front;

import java.util.function.Consumer;

/** Who does what a request asks for. */
@FunctionalInterface
public interface Worker {
  /**
   * Does what a request asks for.
   *
   * @param listener hears what is said of models, as it comes
   * @return whether everything was written that was asked for, which findings may forbid
   * @throws WorkerException if it cannot be started, has another version, refuses, or ends early
   */
  boolean run(Request request, Consumer<Message> listener) throws WorkerException, InterruptedException;
}
