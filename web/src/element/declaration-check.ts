// Checked by the compiler alone: the element has the members that the package declares.

import type { ClbPreview as Declared } from "../../../pkg/element.d.ts";
import type { ClbPreview } from "./element.ts";

export const declared: (element: ClbPreview) => Omit<Declared, keyof HTMLElement> = (element) => element;
