// A Service in one word, `namespace/name`: what is open, selected or filtered is kept by it.

import type { ServiceName } from "../types.ts";

export const keyOf = ({ namespace, name }: ServiceName): string => `${namespace}/${name}`;

export const nameOf = (key: string): ServiceName => ({ namespace: key.slice(0, key.indexOf("/")), name: key.slice(key.indexOf("/") + 1) });
