// The page as one file, for `file://` and mail: nothing is fetched.

import css from "../page/page.css?inline";
import { run } from "../page/main.ts";
import "./inline.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [sheet];
run();
