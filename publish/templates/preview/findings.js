// The findings of `publish check`: a list beside the pages, numbered as they are marked on them.

import { told } from "./pane.js";

const SEVERITIES = ["error", "warning", "note"];

export class Findings {
  constructor(list, count, choose) {
    Object.assign(this, { list, count, choose });
    this.languages = [];
    this.message = { findings: [], problems: [], partners: {}, source: null, busy: true };
    this.wanted = new Set(SEVERITIES);
    this.onfilter = () => {};
    this.filter = this.tools();
    this.body = document.createElement("div");
    list.append(this.filter, this.body);
    this.draw();
  }

  hear(message) {
    this.message = message;
    this.numbered = message.findings.map((finding, number) => ({
      ...finding,
      file: finding.file?.replace(/^.*\//, "") ?? null,
      number: number + 1,
    }));
    this.draw();
  }

  /** Those of the languages that are shown, and of what no language owns. */
  shown() {
    const files = new Set(this.languages.map((tag) => `${tag}.md`));
    const isOther = (file) => file?.endsWith(".md") && !files.has(file);
    return (this.numbered ?? []).filter(
      ({ severity, file }) => this.wanted.has(severity) && !isOther(file),
    );
  }

  tools() {
    const fieldset = document.createElement("fieldset");
    const legend = Object.assign(document.createElement("legend"), {
      className: "unseen",
      textContent: "Which findings are shown",
    });
    const ticks = SEVERITIES.map((severity) => {
      const input = Object.assign(document.createElement("input"), {
        type: "checkbox",
        checked: true,
        onchange: ({ target }) => {
          this.wanted[target.checked ? "add" : "delete"](severity);
          this.draw();
          this.onfilter();
        },
      });
      const label = document.createElement("label");
      label.className = "tick";
      label.append(input, ` ${severity[0].toUpperCase()}${severity.slice(1)}s`);
      return label;
    });
    fieldset.append(legend, ...ticks);
    return fieldset;
  }

  draw() {
    const shown = this.shown();
    const byFile = Map.groupBy(shown, ({ file }) => file ?? "");
    const parts = [...byFile].flatMap(([file, findings]) => {
      const title = document.createElement("h2");
      title.textContent = file || "The statement";
      const list = document.createElement("ol");
      list.append(...findings.map((finding) => this.item(finding)));
      return [title, list];
    });
    const { problems } = this.message;
    if (problems.length) parts.unshift(...this.problems(problems));
    if (!parts.length) {
      const none = Object.assign(document.createElement("p"), {
        className: "none",
        textContent: this.message.busy ? "Checking…" : "Nothing was found.",
      });
      parts.push(none);
    }
    this.body.replaceChildren(...parts);
    const faults = problems.length + shown.filter(({ severity }) => severity === "error").length;
    const { busy } = this.message;
    this.count.textContent = busy ? "…" : shown.length + problems.length;
    this.count.title = busy ? "Checking…" : "";
    this.count.classList.toggle("error", !busy && faults > 0);
  }

  problems(problems) {
    const title = document.createElement("h2");
    title.textContent = "Cannot be read";
    const list = document.createElement("ul");
    list.className = "problems";
    list.append(...problems.map((problem) => told(problem, { spot: this.choose })));
    return [title, list];
  }

  item(finding) {
    const { severity, code, number, line, message, remedy } = finding;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: `finding ${severity}`,
      onclick: () => {
        this.point(finding);
        this.choose({ ...finding, line: line ?? 1 });
      },
    });
    button.setAttribute("aria-pressed", "false");
    button.dataset.number = number;
    const head = document.createElement("span");
    head.append(
      span("severity", severity[0].toUpperCase() + severity.slice(1)),
      line ? `, line ${line} ` : " ",
      span("code", code),
    );
    button.append(span("number", number), head, span("message", message));
    if (remedy) button.append(span("remedy", remedy));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  /** Show which finding is meant. */
  point({ number }) {
    for (const button of this.body.querySelectorAll(".finding")) {
      const isMeant = button.dataset.number === String(number);
      button.setAttribute("aria-pressed", isMeant);
      if (isMeant) button.scrollIntoView({ block: "nearest" });
    }
  }

  /** The places in other languages that answer to one. */
  partners(file, line) {
    const { partners, source } = this.message;
    const tag = file.replace(/\.md$/, "");
    if (!source || tag === file) return [];
    const ours = tag === source ? line : partners[tag]?.find(([theirs]) => theirs === line)?.[1];
    if (ours === undefined) return [];
    const others = Object.entries(partners).flatMap(([other, pairs]) => {
      const found = pairs.find(([, origin]) => origin === ours);
      return found ? [{ file: `${other}.md`, line: found[0] }] : [];
    });
    return [{ file: `${source}.md`, line: ours }, ...others];
  }
}

function span(className, textContent) {
  return Object.assign(document.createElement("span"), { className, textContent });
}
