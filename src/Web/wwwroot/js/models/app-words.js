// The apps whose windows have marks. The first that fits names it.
const apps = [
  [/Telegram/, "Telegram"],
  [/VK(?:Android|iOS|Client)/, "VK"],
  [/WhatsApp/, "WhatsApp"],
  [/OKA(?:ndroid|pp)/, "Одноклассников"],
  [/Viber/, "Viber"],
  [/Instagram/, "Instagram"],
  [/FB(?:AN|AV|_IAB)/, "Facebook"],
  [/MicroMessenger/, "WeChat"],
  [/\bLine\//, "Line"],
];

// The name of the app in whose window the page is shown, in the genitive after «внутри».
export function appAround(userAgent, page) {
  if (page.TelegramWebview || page.TelegramWebviewProxy) return "Telegram";
  return apps.find(([mark]) => mark.test(userAgent))?.[1] ?? "приложения";
}

export const isApple = (userAgent = "") => /iPhone|iPad|iPod/.test(userAgent);

// The words beside the ways to call.
export function insideAppText(app, apple) {
  const browser = apple ? "Safari" : "Chrome";
  return {
    title: `Вы открыли страницу внутри ${app}.`,
    next: `Камера и микрофон здесь могут не работать. Откройте её в ${browser}: в меню окна выберите «Открыть в ${browser}» или скопируйте ссылку.`,
  };
}
