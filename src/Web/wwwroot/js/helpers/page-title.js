import { TitleBlink } from "../models/title-blink.js";

// The title of this page, the one for all that writes it.
export const pageTitle = new TitleBlink(document.title, (text) => { document.title = text; });
