import { Refusal, withErrorCode } from "../models/refusal.js";
import { notify } from "./notices.js";

export const isBusy = (button) => button.getAttribute("aria-busy") === "true";

// A tap gives one command: until its answer is there, further taps do nothing. The button is not disabled meanwhile, for that would throw the focus away.
// Answers undefined when the command was refused or failed, which is told by a notice, or as `told` does it.
export async function busy(button, work, told = notice) {
  if (isBusy(button)) return undefined;
  button.setAttribute("aria-busy", "true");
  button.setAttribute("aria-disabled", "true");
  try {
    return await work();
  } catch (error) {
    told(error);
    return undefined;
  } finally {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
}

// The words for a command that was refused or failed.
export const faultText = (error) => (error instanceof Refusal ? error.message : withErrorCode("Не получилось: сервис временно недоступен. Попробуйте ещё раз.", error.errorCode));

const notice = (error) => notify(faultText(error), "danger");
