import { PushWish } from "../models/push-wish.js";
import { get, post, remove } from "./http.js";

const workerMs = 10_000;
const isApple = /iP(?:hone|ad|od)/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

// The wish of this browser's person to be told by push.
export const pushWish = () => new PushWish({ device, http: { get, post, remove }, storage: localStorage });

const device = {
  supported: "PushManager" in globalThis && "Notification" in globalThis && "serviceWorker" in navigator,
  // Apps of the home screen have what the browser of an iPhone lacks.
  installs: isApple && !matchMedia("(display-mode: standalone)").matches,
  permission: () => Notification.permission,
  ask: () => Notification.requestPermission(),
  current: async () => (await pushes()).getSubscription(),
  unsubscribe: async () => (await (await pushes()).getSubscription())?.unsubscribe(),
  async subscribe(applicationServerKey) {
    const manager = await pushes();
    const wanted = { userVisibleOnly: true, applicationServerKey };
    try {
      return await manager.subscribe(wanted);
    } catch (error) {
      // It was made for another key of the platform.
      const former = error.name === "InvalidStateError" ? await manager.getSubscription() : null;
      if (!former) throw error;
      await former.unsubscribe();
      return manager.subscribe(wanted);
    }
  },
};

async function pushes() {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), workerMs));
  return (await Promise.race([navigator.serviceWorker.ready, late])).pushManager;
}
