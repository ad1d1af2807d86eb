import assert from "node:assert/strict";
import { test } from "node:test";
import { InstallWish } from "../../src/Web/wwwroot/js/models/install-wish.js";
import { PageAge } from "../../src/Web/wwwroot/js/models/page-age.js";

function question() {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.asked = 0;
  event.prompt = async () => { event.asked++; };
  return event;
}

test("The browser's question is kept until somebody asks, and asked once", async () => {
  const page = new EventTarget();
  const wish = new InstallWish(page, false);
  assert.equal(wish.isOffered, false);
  const asked = question();
  page.dispatchEvent(asked);
  assert.deepEqual([asked.defaultPrevented, wish.isOffered], [true, true]);
  await wish.ask();
  await wish.ask();
  assert.deepEqual([asked.asked, wish.isOffered], [1, false]);
});

test("Nothing is offered inside the app, nor once it is installed", () => {
  const page = new EventTarget();
  const inside = new InstallWish(page, true);
  const outside = new InstallWish(page, false);
  page.dispatchEvent(question());
  assert.deepEqual([inside.isOffered, outside.isOffered], [false, true]);
  page.dispatchEvent(new Event("appinstalled"));
  assert.equal(outside.isOffered, false);
});

test("A page tells once that the platform was renewed, after a connection was lost", async () => {
  let build = "one";
  let asked = 0;
  const age = new PageAge("one", async () => { asked++; return build; });
  assert.equal(await age.connected(), false);
  assert.equal(asked, 0);
  assert.equal(await age.connected(), false);
  build = "two";
  assert.equal(await age.connected(), true);
  assert.equal(await age.connected(), false);
});

test("A platform that does not answer, or a page without a build, tells nothing", async () => {
  const lost = new PageAge("one", async () => { throw new Error("away"); });
  const none = new PageAge(undefined, async () => "two");
  for (const age of [lost, none]) assert.deepEqual([await age.connected(), await age.connected()], [false, false]);
});
