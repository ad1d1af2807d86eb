// The consultants' tasks, as the platform last told them. Events: "change"; "wish" {task}, of a patient's wish that came, or came again.
export class TaskBook extends EventTarget {
  #link;
  #newId;
  #me;
  #now;

  constructor(me, { link, newId, now = Date.now }) {
    super();
    this.#me = me;
    this.#now = now;
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

  // Own ones first, then those that nobody has taken, then the others'; of each overdue ones first, then those whose people asked again, then those that are due or were asked for first.
  get shown() {
    const place = (task) => (this.mine(task) ? 0 : task.claimedBy ? 2 : 1);
    const urgency = (task) => (this.overdue(task) ? 0 : task.askedAgainAt ? 1 : 2);
    const since = (task) => Date.parse(task.dueAt ?? task.askedAt);
    return [...this.tasks].sort((a, b) => place(a) - place(b) || urgency(a) - urgency(b) || since(a) - since(b));
  }

  overdue(task) {
    return Boolean(task.dueAt) && Date.parse(task.dueAt) <= this.#now();
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

  async postpone(taskId, until) {
    await this.#link.command("PostponeTask", this.#newId(), taskId, until);
    await this.read();
  }

  async decline(taskId, words) {
    await this.#link.command("DeclineWish", this.#newId(), taskId, words);
    this.#adopt(this.tasks.filter((task) => task.taskId !== taskId));
  }

  // Both persons of a doubt, of an open task or of a decided one.
  match(taskId) {
    return this.#link.invoke("Match", taskId);
  }

  #adopt(tasks) {
    const before = new Map(this.tasks.map((task) => [task.taskId, task.askedAgainAt ?? null]));
    const wishes = this.known ? tasks.filter((task) => task.kind === "wish" && before.get(task.taskId) !== (task.askedAgainAt ?? null)) : [];
    this.known = true;
    this.tasks = tasks;
    this.dispatchEvent(new Event("change"));
    for (const task of wishes) this.dispatchEvent(Object.assign(new Event("wish"), { task }));
  }
}
