/**
 * Previews what Tencent Cloud TKE's Service controller would do to a cloud load balancer (CLB).
 *
 * <p>The logic is a WebAssembly module, run by Endive in the JVM alone. Start with {@link clbplan.Clbplan}. All
 * exceptions are a {@link clbplan.ClbplanException}; mistakes in a manifest are diagnostics in the answer, not exceptions.
 */
package clbplan;
