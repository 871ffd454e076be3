/** What emitted code calls: tensor kernels on plain arrays, for the lanes the machine has. Depends on nothing. */
package nacre.kernels;
