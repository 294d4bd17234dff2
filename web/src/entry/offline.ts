// The page as one file that fetches nothing, to be opened from the disk.

import css from "../page/page.css?inline";
import { startPage } from "../page/main.ts";
import "./inline.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [sheet];
startPage();
