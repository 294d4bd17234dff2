// Calls the portable module, which imports nothing: texts are written into its memory and read from it, as `pkg/README.md` says
// under "The other files".

interface Exports {
  memory: WebAssembly.Memory;
  cabi_realloc: (old: number, oldSize: number, align: number, size: number) => number;
  [name: string]: unknown;
}

/** An instance of the module. After a call has thrown, its state is undefined: it must not be called again. */
export class Instance {
  readonly #exports: Exports;

  /** Throws if the browser refuses the module, or if it is not clbplan's. */
  constructor(module: WebAssembly.Module) {
    this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    if (!("plan-sync" in this.#exports)) throw new TypeError("not the module of clbplan");
  }

  /** Request and answer are JSON text. */
  call(name: string, request: string): string {
    const { memory, cabi_realloc } = this.#exports;
    const run = this.#exports[name] as (pointer: number, length: number) => number;
    const free = this.#exports[`cabi_post_${name}`] as (area: number) => void;
    const bytes = new TextEncoder().encode(request);
    const pointer = cabi_realloc(0, 0, 1, bytes.length);
    // Views of the memory become empty when it grows, so each one is made after the call before. `>>> 0`: addresses are unsigned.
    new Uint8Array(memory.buffer).set(bytes, pointer >>> 0);
    const area = run(pointer, bytes.length);
    const view = new DataView(memory.buffer, area >>> 0, 8);
    const answer = new TextDecoder().decode(new Uint8Array(memory.buffer, view.getUint32(0, true), view.getUint32(4, true)));
    free(area);
    return answer;
  }
}
