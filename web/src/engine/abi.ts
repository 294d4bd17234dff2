// Speaks with the portable module, which imports nothing: texts go into its memory and come out of it, as `pkg/README.md` says
// under "The other files".

interface Exports {
  memory: WebAssembly.Memory;
  cabi_realloc: (old: number, oldSize: number, align: number, size: number) => number;
  [name: string]: unknown;
}

/** A started module. One that threw is not to be asked again: nobody knows what it left half done. */
export class Instance {
  readonly #exports: Exports;

  /** Throws where the engine refuses the module, or the module is another one. */
  constructor(module: WebAssembly.Module) {
    this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    if (!("plan-sync" in this.#exports)) throw new TypeError("not the module of clbplan");
  }

  /** The answer to a request, both JSON text. */
  ask(name: string, request: string): string {
    const { memory, cabi_realloc } = this.#exports;
    const called = this.#exports[name] as (pointer: number, length: number) => number;
    const free = this.#exports[`cabi_post_${name}`] as (area: number) => void;
    const bytes = new TextEncoder().encode(request);
    const pointer = cabi_realloc(0, 0, 1, bytes.length);
    // Memory that grows leaves its old views empty, so there is a new one after each call. Addresses are unsigned.
    new Uint8Array(memory.buffer).set(bytes, pointer >>> 0);
    const area = called(pointer, bytes.length);
    const view = new DataView(memory.buffer, area >>> 0, 8);
    const answer = new TextDecoder().decode(new Uint8Array(memory.buffer, view.getUint32(0, true), view.getUint32(4, true)));
    free(area);
    return answer;
  }
}
