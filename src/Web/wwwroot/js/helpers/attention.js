// Whether somebody looks at this page: it is in sight, and its window is the one in front.
export const isLookedAt = () => document.visibilityState === "visible" && document.hasFocus();

// Tells each time that this may have changed. Answers a function that ends it.
export function onLook(listener) {
  const off = new AbortController();
  for (const name of ["focus", "blur", "pageshow"]) addEventListener(name, listener, { signal: off.signal });
  document.addEventListener("visibilitychange", listener, { signal: off.signal });
  return () => off.abort();
}
