/** Rewrites of graphs and the manager that runs them: pipelines, patches, remarks, validation. */
package nacre.passes;
