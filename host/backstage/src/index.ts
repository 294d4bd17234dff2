export { default } from "./plugin";
