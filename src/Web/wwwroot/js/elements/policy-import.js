import { awake } from "../helpers/awake.js";
import { el, icon, part, setText } from "../helpers/dom.js";
import { takeDrops } from "../helpers/dropped-files.js";
import { sendFile } from "../helpers/send-file.js";
import { Fault, Refusal } from "../models/refusal.js";
import { cutText, fileFault, reportCounts, reportCsv, reportLines, reportTitle } from "../models/import-report.js";

// An insurer's file is checked first and entered then: the same file, so that what was seen is what is done.
customElements.define("policy-import", class extends HTMLElement {
  #checked = null;
  #sending = null;

  connectedCallback() {
    this.form = this.querySelector("form");
    awake(this);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#run(event.submitter?.value !== "enter");
    });
    for (const field of [this.form.elements.insurer, this.form.elements.file]) field.addEventListener("change", () => this.#changed());
    part(this, "stop").addEventListener("click", () => this.#sending?.abort());
    takeDrops(part(this, "drop"), { may: () => !this.#sending, over: "drop-over", take: (files) => this.#take(files) });
  }

  get file() {
    return this.form.elements.file.files[0] ?? null;
  }

  #take(files) {
    this.form.elements.file.files = files;
    this.#changed();
  }

  // Another file or insurer has to be checked anew.
  #changed() {
    this.#checked = null;
    part(this, "enter").disabled = true;
    part(this, "report").hidden = true;
    setText(part(this, "name"), this.file?.name ?? "Файл не выбран");
    this.#tell("");
  }

  #tell(fault) {
    const error = part(this, "error");
    error.hidden = !fault;
    setText(error, fault);
  }

  async #run(isTrial) {
    if (this.#sending) return;
    const insurer = this.form.elements.insurer.value;
    const fault = fileFault(this.file, insurer);
    this.#tell(fault ?? "");
    if (fault || (!isTrial && this.#checked !== this.file)) return;
    const file = this.file;
    this.#sending = new AbortController();
    this.#working(true);
    try {
      const report = await sendFile(`/api/policies/import?insurer=${encodeURIComponent(insurer)}${isTrial ? "&dryRun=true" : ""}`, file, { signal: this.#sending.signal, progress: (share) => this.#progress(share, isTrial) });
      this.#checked = isTrial && report.created + report.updated > 0 ? file : null;
      this.#show(report, isTrial);
    } catch (error) {
      this.#tell(error.name === "AbortError" ? (isTrial ? "Проверка остановлена." : "Загрузка остановлена: что успели прочитать, записано. Повторите её, ничего не удвоится.")
        : error instanceof Refusal || error instanceof Fault ? error.message : "Не получилось: обновите страницу и повторите.");
    }
    this.#sending = null;
    this.#working(false);
    (part(this, "report").hidden ? this.form.querySelector('[value="check"]') : part(this, "report")).focus();
  }

  #working(isWorking) {
    for (const field of [...this.form.elements]) field.disabled = isWorking;
    part(this, "stop").disabled = false;
    part(this, "stop").hidden = !isWorking;
    part(this, "progress").hidden = !isWorking;
    part(this, "enter").disabled = isWorking || !this.#checked;
    if (isWorking) {
      part(this, "report").hidden = true;
      this.#progress(0, true);
      part(this, "stop").focus();
    }
  }

  // The platform takes no more than it has read, so what is sent is what is read.
  #progress(share, isTrial) {
    const percent = Math.floor(share * 100);
    part(this, "bar").value = percent;
    setText(part(this, "standing"), percent < 100 ? `Прочитано ${percent}\u00a0%` : isTrial ? "Проверяем последние строки…" : "Записываем последние строки…");
  }

  #show(report, isTrial) {
    const lines = reportLines(report, isTrial);
    const download = el("button", { type: "button", class: "button button-tonal button-small", "data-testid": "import-download", text: "Скачать отчёт (CSV)" });
    download.addEventListener("click", () => this.#save(reportCsv(report, isTrial)));
    const place = part(this, "report");
    place.replaceChildren(
      el("h2", { "data-testid": "import-title", text: reportTitle(report, isTrial) }),
      el("dl", { class: "counts" }, ...reportCounts(report, isTrial).map(([title, text]) => el("div", {}, el("dt", { text: title }), el("dd", { text })))),
      ...(isTrial && this.#checked ? [el("p", { class: "note" }, icon("check"), el("span", { text: "Файл можно загрузить: нажмите «Загрузить»." }))] : []),
      lines.length > 0 ? this.#table(lines) : el("p", { class: "quiet", text: "Ошибок и замечаний нет." }),
      ...(cutText(report) ? [el("p", { class: "quiet", text: cutText(report) })] : []),
      el("div", { class: "row" }, download));
    place.hidden = false;
  }

  #table(lines) {
    return el("div", { class: "report-scroll", tabindex: "0", role: "region", "aria-label": "Строки с ошибками и замечаниями" }, el("table", { class: "report" },
      el("thead", {}, el("tr", {}, ...["Строка", "Что сделано", "Причина"].map((text) => el("th", { scope: "col", text })))),
      el("tbody", {}, ...lines.map(({ line, done, reason }) => el("tr", { "data-testid": "import-line" }, el("td", { text: String(line) }), el("td", { text: done }), el("td", { text: reason }))))));
  }

  #save(csv) {
    const address = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
    el("a", { href: address, download: "otchet-o-zagruzke.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
});
