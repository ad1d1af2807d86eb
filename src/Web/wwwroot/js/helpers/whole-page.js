const firstPauseMs = 500;
const longestPauseMs = 8000;
const againMs = 20_000;
const key = "fetched-anew";

// A script, or one that it imports, may be lost on the way, as when a phone changes its network, and no page imports it a second time.
// Then the page is fetched anew, once the platform answers; where somebody has typed already, the note of _ScriptsMissing.cshtml has a button.
// A script that is imported on demand and lost is told by the event "script-lost".
export async function watchScripts() {
  addEventListener("script-lost", () => {
    say("missing");
    fetchAnew();
  }, { once: true });
  const ran = await Promise.all([...document.querySelectorAll("script[type=module]")].map(hasRun));
  if (ran.every(Boolean)) say("run");
  else await fetchAnew();
}

// The note of _ScriptsMissing.cshtml also rests where the page's style was lost, which hides it otherwise.
function say(scripts) {
  document.documentElement.dataset.scripts = scripts;
  for (const note of document.querySelectorAll(".scripts-missing")) note.hidden = scripts === "run";
}

function hasRun(script) {
  return new Promise((done) => {
    script.addEventListener("load", () => done(true));
    script.addEventListener("error", () => done(false));
  });
}

async function fetchAnew() {
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    await new Promise((done) => setTimeout(done, pause));
    if (await answers()) break;
  }
  if (isTyped() || !isWorthIt()) say("missing");
  else location.reload();
}

const answers = async () => Boolean((await fetch("/health/live", { cache: "no-store" }).catch(() => null))?.ok);

const isTyped = () => [...document.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);

// A script that is broken for good must not fetch the page for ever.
function isWorthIt() {
  const now = Date.now();
  if (now - sessionStorage.getItem(key) < againMs) return false;
  sessionStorage.setItem(key, now);
  return true;
}
