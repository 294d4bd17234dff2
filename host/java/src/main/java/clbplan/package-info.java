/**
 * Previews what Tencent Cloud TKE's Service controller would do to a cloud load balancer (CLB).
 *
 * <p>The logic is a WebAssembly module, run by Endive in the JVM alone. {@link clbplan.Clbplan} is the way in; everything that
 * can go wrong is a {@link clbplan.ClbplanException}, and none of it is about what somebody typed into a manifest.
 */
package clbplan;
