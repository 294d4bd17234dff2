declare module "virtual:worker-code" {
  const code: string;
  export default code;
}
declare module "virtual:module-base64" {
  const base64: string;
  export default base64;
}
declare module "virtual:examples" {
  const examples: import("../page/examples.ts").Example[];
  export default examples;
}
