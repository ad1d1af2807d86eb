import { notify } from "./notices.js";

// Does the work once there is a network, and says so in the page's words for as long as there is none, before the work or in the midst of it.
export async function overNetwork(work, told) {
  let calmDown = null;
  const done = new AbortController();
  const look = () => {
    calmDown?.();
    calmDown = navigator.onLine ? null : notify(told, "warning", { stays: true });
  };
  for (const event of ["online", "offline"]) addEventListener(event, look, { signal: done.signal });
  look();
  try {
    while (!navigator.onLine) await new Promise((back) => addEventListener("online", back, { once: true }));
    return await work();
  } finally {
    done.abort();
    calmDown?.();
  }
}
