// A worker of a planner: one call at a time, in a module whose memory has a maximum.
import * as glue from "../web/clbplan.js";
import { withMaximum } from "./memory.js";

/** Starts the module, and returns the function that answers messages. */
export function start(bytes, memory) {
  const exports = glue.initSync({ module: withMaximum(bytes, memory) });
  return ({ name, text }) => {
    try {
      return { answer: name === "about" ? JSON.stringify(glue.about()) : glue[name](text) };
    } catch (error) {
      // An allocator whose memory cannot grow traps with `unreachable`. The largest growth is that of a buffer which doubles:
      // if it is refused, more than a third of the maximum is in use already.
      const used = exports.memory.buffer.byteLength + text.length;
      return { error: String(error?.message ?? error), isExhausted: error instanceof WebAssembly.RuntimeError && used * 3 > memory };
    }
  };
}
