import { Refusal } from "../models/refusal.js";

const known = { code: "passkeyKnown", message: "На этом устройстве ключ уже есть." };
const failed = { code: "passkeyFailed", message: "Браузер не смог использовать ключ доступа. Попробуйте ещё раз или войдите другим способом." };

// Whether this browser, on this page, can make and use passkeys: only on secure origins with a name, not on bare addresses of machines.
export const passkeysWork = () => Boolean(globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) && !/^[\d.]+$|^\[/.test(location.hostname);

// Makes a passkey by the platform's options. Answers null when the person declined.
export const makePasskey = (options) => asked(() => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }));

// Asks for a passkey by the platform's options, likewise.
export const usePasskey = (options) => asked(() => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));

async function asked(question) {
  try {
    return (await question()).toJSON();
  } catch (error) {
    // Declined, timed out, or known to the device already.
    if (["NotAllowedError", "AbortError"].includes(error.name)) return null;
    // Whatever else a browser says is English, and meant for who wrote the page.
    throw new Refusal(error.name === "InvalidStateError" ? known : failed);
  }
}

// The name that a fresh passkey gets: of the browser's system.
export function deviceName() {
  const system = navigator.userAgentData?.platform || navigator.platform || "";
  return system ? `Ключ на ${system}`.slice(0, 60) : "Ключ доступа";
}
