/** Previews what Tencent Cloud TKE's Service controller would do to a cloud load balancer (CLB). */
module clbplan {
    requires run.endive.compiler;
    requires run.endive.runtime;
    requires run.endive.wasm;

    exports clbplan;
    exports clbplan.types;
}
