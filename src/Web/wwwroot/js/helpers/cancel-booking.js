import { commandId } from "./command-id.js";
import { el } from "./dom.js";
import { hub } from "./hub.js";
import { OrderTap } from "../models/booking-order.js";
import { Refusal } from "../models/refusal.js";
import { lackOf, workInDialog } from "./working-dialog.js";

const sides = [["patient", "Пациент или представитель"], ["clinic", "Клиника"]];

// Asks on whose wish and why a booking is cancelled (S4.6), and cancels it. longest: of the reason, in characters; wishAskedAt: of the patient's wish that was seen; refused(error) hears why not, which the dialog says, too. Answers true once it is cancelled.
export function cancelBooking({ appointmentId, version, title, longest, wishAskedAt = null }, refused) {
  const tap = new OrderTap(commandId);
  const choices = sides.map(([value, text]) => el("label", { class: "check-field" }, el("input", { type: "radio", name: "by", value, checked: value === "patient", "data-testid": `cancelled-by-${value}` }), el("span", { text })));
  const reason = el("textarea", { id: "cancel-reason", class: "input", rows: 3, maxlength: longest, "aria-describedby": "cancel-reason-hint", "data-testid": "cancel-reason" });
  const by = el("fieldset", { class: "booking-tell" }, el("legend", { text: "Кто отменяет" }), ...choices);
  return workInDialog({
    title: "Отменить запись?",
    content: [el("p", { text: title }), by, el("div", { class: "field" }, el("label", { for: "cancel-reason", text: "Причина" }), reason, el("p", { class: "hint", id: "cancel-reason-hint", text: "Пациент увидит её в своём Календаре" }))],
    yes: { text: "Отменить запись", testId: "cancel-confirm" },
    stay: "Не отменять",
    stayTestId: "cancel-stay",
    first: reason,
    lacking: () => lackOf(reason, "Укажите причину отмены."),
    work: async () => {
      const order = { appointmentId, version, by: by.querySelector(":checked").value, reason: reason.value, wishAskedAt };
      try {
        await hub().command("Cancel", tap.idFor(order), order);
      } catch (error) {
        if (error instanceof Refusal) tap.answered();
        refused(error);
        throw error;
      }
    },
  });
}
