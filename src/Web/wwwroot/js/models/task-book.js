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
    this.more = false;
    this.ended = [];
    this.decided = [];
  }

  async read() {
    try {
      const decided = this.#link.invoke("DecidedMatches").then(({ matches = [] }) => matches, () => this.decided);
      const { tasks, more = false, ended = [] } = await this.#link.invoke("Tasks");
      this.decided = await decided;
      Object.assign(this, { more, ended: ended ?? [] });
      this.#adopt(tasks);
    } catch {
      // The next connection or the next change asks again.
    }
  }

  // Overdue ones first, then those whose people asked again, then those that are due or were asked for first: a task keeps its place whoever takes it.
  get shown() {
    const urgency = (task) => (this.overdue(task) ? 0 : task.askedAgainAt ? 1 : 2);
    const since = (task) => Date.parse(task.dueAt ?? task.askedAt);
    return [...this.tasks].sort((a, b) => urgency(a) - urgency(b) || since(a) - since(b));
  }

  overdue(task) {
    return Boolean(task.dueAt) && Date.parse(task.dueAt) <= this.#now();
  }

  // How many wait for somebody now: not taken, not put off, and without an SMS on its way.
  get due() {
    return this.tasks.filter((task) => !task.claimedBy && !this.putOff(task) && task.sms?.state !== "sending").length;
  }

  putOff(task) {
    return Boolean(task.putOffUntil) && Date.parse(task.putOffUntil) > this.#now();
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

  // A task whose patient gets an SMS waits for what becomes of that.
  finish(taskId, outcome) {
    return this.#settle("FinishTask", taskId, outcome);
  }

  async postpone(taskId, until) {
    await this.#link.command("PostponeTask", this.#newId(), taskId, until);
    await this.read();
  }

  decline(taskId, words) {
    return this.#settle("DeclineWish", taskId, words);
  }

  // Both persons of a doubt, of an open task or of a decided one.
  match(taskId) {
    return this.#link.invoke("Match", taskId);
  }

  // Whatever was answered, the tasks are shown as they stand then.
  async #settle(method, taskId, how) {
    try {
      await this.#link.command(method, this.#newId(), taskId, how);
      this.#adopt(this.tasks.filter((task) => task.taskId !== taskId));
    } finally {
      await this.read();
    }
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
