// The list of many Services, which is loaded when there are many. Until then, and where it cannot be loaded, the Services are drawn one
// below the other.

import type { ListOfServices } from "./list-of-services.ts";
import type { DrawList } from "./views/answer.ts";

export class ListOfServicesLoader {
  #list: ListOfServices | undefined;
  /** To be selected, also before the list is loaded. */
  #selected: string | undefined;
  #arguments: ConstructorParameters<typeof ListOfServices>;

  constructor(...all: ConstructorParameters<typeof ListOfServices>) {
    this.#arguments = all;
  }

  /** Nothing if that is done. */
  load(): Promise<void> | undefined {
    return this.#list ? undefined : this.#load();
  }

  async #load(): Promise<void> {
    try {
      const { ListOfServices } = await import("./list-of-services.ts");
      this.#list ??= new ListOfServices(...this.#arguments);
      if (this.#selected) this.#list.select(this.#selected);
    } catch {
      // It is not in the script's folder.
    }
  }

  select(key: string): void {
    this.#selected = key;
    this.#list?.select(key);
  }

  get draw(): DrawList | undefined {
    const list = this.#list;
    return list && ((...all) => list.draw(...all));
  }
}
