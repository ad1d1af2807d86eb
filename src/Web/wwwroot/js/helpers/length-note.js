import { isTooLong, lengthNote } from "../models/text-length.js";
import { el, setText } from "./dom.js";

// The words about a field's length, to be placed beside it. They replace `maxlength`, with which browsers cut off what is pasted, silently.
export function lengthNoteOf(field, limit) {
  const note = el("p", { class: "length-note", role: "status", "data-testid": "length-note", hidden: true });
  const look = () => {
    const text = lengthNote(field.value, limit);
    const tooLong = isTooLong(field.value, limit);
    note.hidden = !text;
    note.classList.toggle("length-over", tooLong);
    setText(note, text);
    if (tooLong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };
  return { note, look };
}
