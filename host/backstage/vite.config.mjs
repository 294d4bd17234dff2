import { defineConfig } from "vitest/config";

export default defineConfig({
  build: {
    target: "es2022",
    lib: { entry: "src/index.ts", formats: ["es"], fileName: "index" },
    // Backstage's app has them, and must not have them twice. The element is inside, with its module.
    rollupOptions: { external: [/^@backstage\//, /^react($|-|\/)/] },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.tsx"],
    // Their style sheets are imported as modules.
    server: { deps: { inline: true } },
    testTimeout: 30_000,
  },
});
