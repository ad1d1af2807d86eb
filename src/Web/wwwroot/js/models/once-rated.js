// The command ids of a rating: the same words are the same command, however often they are sent.
export class OnceRated {
  #newId;
  #said = null;
  #command = null;

  constructor(newId) {
    this.#newId = newId;
  }

  commandFor(stars, comment) {
    const said = JSON.stringify([stars, comment]);
    if (said !== this.#said) [this.#said, this.#command] = [said, this.#newId()];
    return this.#command;
  }
}
