/** The innermost loops in plain Java, for machines without the Vector API. */
package nacre.kernels.scalar;
