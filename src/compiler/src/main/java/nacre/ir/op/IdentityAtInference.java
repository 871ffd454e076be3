package nacre.ir.op;

/** An op whose result is its first operand, bit for bit, whenever the network is not being trained. */
public interface IdentityAtInference {}
