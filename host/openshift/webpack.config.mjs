import { ConsoleRemotePlugin } from "@openshift-console/dynamic-plugin-sdk-webpack";
import { join } from "node:path";

export default {
  mode: "production",
  // The plug-in's entry comes from `consolePlugin` in package.json and from console-extensions.json.
  entry: {},
  output: { path: join(import.meta.dirname, "dist"), filename: "[name].js", chunkFilename: "[name]-[contenthash].js", clean: true },
  resolve: { extensions: [".ts", ".tsx", ".js"] },
  module: { rules: [{ test: /\.tsx?$/, exclude: /node_modules/, loader: "ts-loader" }] },
  plugins: [new ConsoleRemotePlugin()],
  // The element contains the module as text: one file of 600 KB, which is loaded when the tab is opened.
  performance: { maxAssetSize: 1_000_000 },
};
