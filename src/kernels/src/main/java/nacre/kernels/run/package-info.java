/** Where a network runs and who runs it: workspaces with slots and ports, and teams that walk through steps together. */
package nacre.kernels.run;
