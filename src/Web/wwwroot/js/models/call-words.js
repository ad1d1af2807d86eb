import { offerOthersAfterMs } from "./call.js";
import { hindranceText } from "./hindrances.js";
import { seconds } from "./plurals.js";
import { modeText } from "./words.js";

const levels = { good: "Связь хорошая", weak: "Связь слабая", bad: "Связь плохая" };

// The words of a call's screen in place of a picture; empty when the picture itself is to be seen. hindrance: what the other's page put on record, or null. request: see AskedCall.
export function coverText(call, name, hasPicture, hindrance = null, request = null) {
  const { peer, state } = call;
  const who = name ?? "Собеседник";
  if (state === "waiting" && hindrance) return `${who}: ${hindranceText(hindrance)}`;
  if (state === "waiting" && name && request?.mine) return `${name}: зовём на звонок. Ждём ответа…`;
  if (state === "waiting") return name ? `${who} подключается к звонку…` : readyText(call);
  if (state === "connecting") return "Соединяем…";
  if (state === "interrupted" && peer?.departed) return `${who}: страница закрыта или обновляется. Ждём возвращения…`;
  if (state === "interrupted") return "Собеседника временно не слышно. Восстанавливаем связь…";
  if (!peer) return "";
  if (peer.theirs.paused.video || peer.theirs.paused.audio) return `${who}: приостановлено`;
  if (peer.theirs.hindrance && !hasPicture) return `${who}: ${hindranceText(peer.theirs.hindrance)}`;
  if (peer.mode === "audio") return who;
  if (peer.theirs.cameraOff) return `${who}: камера выключена`;
  if (peer.theirs.pictureGivenUp) return "Собеседника временно не видно: связь слабая, звук работает.";
  return hasPicture ? "" : "Собеседника временно не видно";
}

function readyText({ mode, media, dark }) {
  if (mode === "audio") return media.audioTrack ? "Микрофон готов" : "Микрофон не включён";
  if (dark) return "Картинка чёрная: вас не видно. Откройте шторку камеры.";
  return media.videoTrack ? "Так вас увидит специалист" : "Камера не включена";
}

// A sentence over the picture when something is to be known; empty otherwise.
export function noticeText(call) {
  const { peer, media } = call;
  if (!peer?.connected) return "";
  if (media.paused.audio) return "Ваш микрофон приостановлен: вас не слышно.";
  if (media.paused.video && call.mode === "video") return "Ваша камера приостановлена: вас не видно.";
  if (peer.unheard) return "Вас не слышно: микрофон молчит. Скажите что-нибудь или выберите другой в настройках.";
  if (call.dark && call.mode === "video") return "Картинка с вашей камеры чёрная: вас не видно. Откройте шторку камеры.";
  if (peer.pictureGivenUp) return "Связь слабая: ваше видео выключено, чтобы сохранить звук.";
  if (peer.theirs.muted) return "Собеседник выключил микрофон.";
  if (peer.theirs.hindrance) return `У собеседника ${hindranceText(peer.theirs.hindrance)}.`;
  return peer.quality.level === "bad" ? peer.quality.sentence : "";
}

export const levelText = (level) => levels[level] ?? "";

// The words that stand where no call goes on in this page.
export function awayText(call, mode, counterpart, request = null) {
  if (call.place === "elsewhere") return { text: "Звонок идёт в другой вкладке или на другом устройстве.", take: "Говорить здесь" };
  if (call.place === "free") return { text: "Другая вкладка или другое устройство больше не в звонке.", take: "Говорить здесь" };
  if (request?.open) return { text: `${counterpart?.name ?? "Собеседник"} просит перейти на ${modeText(mode)} и ждёт ответа.`, take: "Ответить", asked: true };
  return { text: counterpart ? "Вы не в звонке. Чат работает." : "Звонок начнётся, когда вам ответят.", take: mode === "video" ? "Позвонить по видео" : "Позвонить голосом" };
}

// The offers of the page when the devices or the network do not do, here or, by hindrance, at the other side. forStaff: the hotline is the patients' way, a specialist rings the patient instead.
export function troubleOf(call, hindrance = null, forStaff = false) {
  const trouble = troubleFor(call, hindrance);
  if (!forStaff || !trouble?.offers.includes("phone")) return trouble;
  return { ...trouble, next: `${trouble.next} Пациенту можно позвонить: спросите номер в чате.`, offers: trouble.offers.filter((one) => one !== "phone") };
}

function troubleFor(call, hindrance) {
  if (call.trouble) return call.trouble;
  if (call.media.unanswered) return call.media.unanswered;
  if (hindrance && call.state === "waiting")
    return { title: `У собеседника ${hindranceText(hindrance)}.`, next: "Звонка не получится, собеседник об этом знает. Продолжите в чате или спросите там номер и позвоните по телефону.", offers: ["chat"] };
  if (call.media.stream && (call.media.paused.audio || (call.mode === "video" && call.media.paused.video)))
    return { title: "Микрофон или камера приостановлены.", next: "Другой звонок, блокировка экрана или отключённое устройство остановили их.", offers: ["retry"] };
  if (call.offersOthers)
    return { title: `Соединить не получается уже ${seconds(offerOthersAfterMs / 1000)}.`, next: "Мы пробуем дальше. Можно продолжить иначе:", offers: call.mode === "video" ? ["audio", "chat", "phone"] : ["chat", "phone"] };
  return null;
}
