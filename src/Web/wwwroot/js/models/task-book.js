// The consultants' tasks, as the platform last told them. Events: "change".
export class TaskBook extends EventTarget {
  #link;
  #newId;
  #me;

  constructor(me, { link, newId }) {
    super();
    this.#me = me;
    this.#link = link;
    this.#newId = newId;
    this.known = false;
    this.tasks = [];
    this.decided = [];
  }

  async read() {
    try {
      const decided = this.#link.invoke("DecidedMatches").then(({ matches = [] }) => matches, () => this.decided);
      const { tasks } = await this.#link.invoke("Tasks");
      this.decided = await decided;
      this.#adopt(tasks);
    } catch {
      // The next connection or the next change asks again.
    }
  }

  // Own ones first, then those that nobody has taken, then the others'; of each those first whose people asked again, then the oldest.
  get shown() {
    const place = (task) => (this.mine(task) ? 0 : task.claimedBy ? 2 : 1);
    return [...this.tasks].sort((a, b) => place(a) - place(b) || Boolean(b.askedAgainAt) - Boolean(a.askedAgainAt) || Date.parse(a.askedAt) - Date.parse(b.askedAt));
  }

  get free() {
    return this.tasks.filter((task) => !task.claimedBy).length;
  }

  mine(task) {
    return task.claimedBy === this.#me;
  }

  async claim(taskId) {
    try {
      const claimed = await this.#link.command("ClaimTask", this.#newId(), taskId);
      this.#adopt(this.tasks.map((task) => (task.taskId === taskId ? claimed : task)));
    } finally {
      // Whoever was faster is shown at once.
      await this.read();
    }
  }

  async finish(taskId, outcome) {
    await this.#link.command("FinishTask", this.#newId(), taskId, outcome);
    this.#adopt(this.tasks.filter((task) => task.taskId !== taskId));
  }

  // Both persons of a doubt, of an open task or of a decided one.
  match(taskId) {
    return this.#link.invoke("Match", taskId);
  }

  #adopt(tasks) {
    this.known = true;
    this.tasks = tasks;
    this.dispatchEvent(new Event("change"));
  }
}
