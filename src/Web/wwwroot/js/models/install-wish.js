// Whether the pages can be put on the home screen as an app just now. Where the browser has a question of its own for it (Chrome, Edge), that question is kept until somebody asks. Events: "change".
export class InstallWish extends EventTarget {
  #question = null;
  #isInstalled;

  constructor(page, isInstalled) {
    super();
    this.#isInstalled = isInstalled;
    page.addEventListener("beforeinstallprompt", (event) => {
      // Else the browser shows it at a moment of its own.
      event.preventDefault();
      this.#become(event);
    });
    page.addEventListener("appinstalled", () => {
      this.#isInstalled = true;
      this.#become(null);
    });
  }

  get isOffered() {
    return this.#question !== null && !this.#isInstalled;
  }

  // To be called from a tap. A question is good for one answer: after a no the browser brings another one when it sees fit.
  async ask() {
    const question = this.#question;
    if (!question) return;
    this.#become(null);
    await question.prompt();
  }

  #become(question) {
    this.#question = question;
    this.dispatchEvent(new Event("change"));
  }
}
