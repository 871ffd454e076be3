/** The innermost loops with the Vector API. Only here is that module touched. */
package nacre.kernels.vector;
