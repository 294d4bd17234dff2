// The page as one file that fetches nothing, to be opened from the disk.

import css from "../page/page.css?inline";
import { startPage } from "../page/start-page.ts";
import "./element-in-one-file.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [sheet];
startPage();
