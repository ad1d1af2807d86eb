const marks = /; wv\)|Telegram|VK(?:Android|iOS|Client)|WhatsApp|OKA(?:ndroid|pp)|Viber|Instagram|FB(?:AN|AV|_IAB)|MicroMessenger|\bLine\//;

// Whether an app shows the page in a window of its own, where cameras and microphones often do not work. `page`: the page's global object, in which apps leave theirs.
export const isInsideApp = (userAgent, page) =>
  marks.test(userAgent) || Boolean(page.TelegramWebview || page.TelegramWebviewProxy) || (/iP(?:hone|ad|od)/.test(userAgent) && !/Safari\//.test(userAgent));
