// The chosen paragraph: its file and line, to copy or to open.

export class Place {
  constructor(bar, session, statement) {
    Object.assign(this, { bar, session, statement });
    this.where = document.createElement("code");
    this.words = Object.assign(document.createElement("span"), { className: "words", dir: "auto" });
    this.copy = button("Copy place", () => this.copied());
    this.edit = button("Open in editor", () => this.opened());
    this.close = button("Close", () => (bar.hidden = true));
    bar.append(this.where, this.words, this.copy, this.edit, this.close);
  }

  show({ file, line, text, message }) {
    this.spot = { file, line: line ?? 1 };
    this.where.textContent = `${this.session.folder}/${this.statement()}/${file}:${line ?? 1}`;
    this.words.textContent = text ?? message;
    this.copy.textContent = "Copy place";
    this.edit.hidden = !this.session.token;
    this.bar.hidden = false;
  }

  async copied() {
    await navigator.clipboard.writeText(this.where.textContent);
    this.copy.textContent = "Copied";
  }

  async opened() {
    const answer = await fetch("open", {
      method: "POST",
      headers: { "x-publish-token": this.session.token },
      body: JSON.stringify({ statement: this.statement(), ...this.spot }),
    });
    const { link } = answer.ok ? await answer.json() : {};
    if (link) location.href = link;
    if (!answer.ok) this.words.textContent = "This could not be opened.";
  }
}

function button(textContent, onclick) {
  return Object.assign(document.createElement("button"), { type: "button", textContent, onclick });
}
