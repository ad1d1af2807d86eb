import { Templates } from "../models/templates.js";
import { commandId } from "./command-id.js";
import { hub } from "./hub.js";

let templates = null;

// The member's own texts: one list a page.
export const ownTemplates = () => (templates ??= new Templates(hub(), commandId));
