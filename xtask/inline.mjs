// Given a module and a script: writes the module into the script as text, compressed, because base64 can hardly be made smaller.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [module, script] = process.argv.slice(2);
writeFileSync(script, `export default "${gzipSync(readFileSync(module), { level: 9 }).toString("base64")}";\n`);
