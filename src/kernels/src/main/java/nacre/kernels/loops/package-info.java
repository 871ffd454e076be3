/** How a call becomes tasks, packed operands and innermost loops; the same for every provider. */
package nacre.kernels.loops;
