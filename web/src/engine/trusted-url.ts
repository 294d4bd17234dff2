// Where a page enforces Trusted Types, a worker is only started from a trusted address. If the page's policy does not allow the name
// `clbplan`, this throws, and requests are answered without a worker.

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

export const trustedUrl = (url: URL | string): string =>
  (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("clbplan", { createScriptURL: (text) => text }).createScriptURL(`${url}`) ?? `${url}`;
