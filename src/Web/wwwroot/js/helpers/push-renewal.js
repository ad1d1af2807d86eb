import { pushWish } from "./push-device.js";

// Fetched by those pages only whose device is told by push.
export const renewPushes = () => pushWish().renew();
