// Writes a script that contains a module as text. The module is compressed first, because base64 hardly compresses.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [module, script] = process.argv.slice(2);
writeFileSync(script, `export default "${gzipSync(readFileSync(module), { level: 9 }).toString("base64")}";\n`);
