// Buttons that need their script rest until it is there: a tap before would be lost, or send a form's fields into the address.
export function awake(root) {
  for (const button of root.querySelectorAll("[data-asleep]")) {
    button.disabled = false;
    button.removeAttribute("data-asleep");
  }
}
