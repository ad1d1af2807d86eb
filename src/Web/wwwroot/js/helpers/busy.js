import { Refusal } from "../models/hub-link.js";
import { notify } from "./notices.js";

// A tap gives one command: the button rests until its answer is there. Answers undefined when it was refused or failed.
export async function busy(button, work) {
  if (button.getAttribute("aria-busy") === "true") return undefined;
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  try {
    return await work();
  } catch (error) {
    notify(error instanceof Refusal ? error.message : "Не получилось: сервис временно недоступен. Попробуйте ещё раз.", "danger");
    return undefined;
  } finally {
    button.removeAttribute("aria-busy");
    button.disabled = false;
  }
}
