declare module "virtual:worker-code" {
  const code: string;
  export default code;
}
declare module "virtual:module-in-text" {
  /** The module's bytes, compressed by gzip, in base64. */
  const text: string;
  export default text;
}
declare module "virtual:examples" {
  const examples: import("../page/examples.ts").Example[];
  export default examples;
}
declare module "virtual:first-example" {
  /** The one that a first visit shows. */
  const example: import("../page/examples.ts").Example;
  export default example;
}
