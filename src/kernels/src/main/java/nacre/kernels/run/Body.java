package nacre.kernels.run;

/**
 * What every worker of a team walks through: the same kernel calls in the same order.
 *
 * @param <M> the memory of the network
 */
@FunctionalInterface
public interface Body<M extends Workspace> {

  void run(Worker worker, M memory);
}
