// The page of a waiting patient: the sentence that says honestly whether it may be put aside, and the way of being called back that is offered.
// signedIn; callBack: "push", "sms" or null, as the session has it; push: the state of PushWish, null while it is not known; expectedSeconds: the wait, or null; notices: whether the browser may still be asked for notices of its own.
export class AsideWait {
  constructor({ signedIn, callBack, push, expectedSeconds, notices }, { returnWithin, longWaitSeconds }) {
    this.callBack = callBack ?? null;
    this.signedIn = Boolean(signedIn);
    this.push = push ?? null;
    this.isLong = (expectedSeconds ?? 0) > longWaitSeconds;
    this.notices = Boolean(notices);
    this.returnWithin = returnWithin;
  }

  // Devices that are told by push were allowed before: nobody is asked again.
  get asksByItself() {
    return this.signedIn && this.callBack === null && this.push === "on";
  }

  get stay() {
    if (this.callBack === "push") return `Можно свернуть, мы позовём: когда вы третий, следующий и когда ответят. Вернитесь в течение ${this.returnWithin}, место сохранится.`;
    if (this.callBack === "sms") return "Можно свернуть, мы позовём: пришлём СМС со ссылкой, когда подойдёт очередь. Место сохранится.";
    return "Не закрывайте страницу и не прерывайте вызов.";
  }

  // "push", "sms", "notices" for a page that stays open behind others, or null.
  get offer() {
    if (this.callBack !== null) return null;
    if (!this.signedIn) return this.notices ? "notices" : null;
    if (this.push === null || this.push === "on") return null;
    if (this.push === "off") return "push";
    return this.isLong ? "sms" : this.notices ? "notices" : null;
  }
}

// Whether a specialist waited in vain for the patient, whose page was put aside, and nobody has come since.
export function missedFrom(events) {
  const last = events.findLast(({ kind }) => kind === "legStarted" || kind === "legEnded");
  return last?.kind === "legEnded" && last.data?.reason === "notReturned";
}
