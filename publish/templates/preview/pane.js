// A pane: one language of the statement, its pages lying on a table.

import { Leaf } from "./leaf.js";

const MM = 96 / 25.4;
const GAP = 36;
const READER_PX = 760;

export class Pane {
  constructor(parent, template, number, call) {
    this.call = call;
    this.leaves = [];
    this.marks = [];
    this.section = template.content.cloneNode(true).firstElementChild;
    this.fieldset = this.section.querySelector("fieldset");
    this.table = this.section.querySelector(".table");
    this.spreads = this.section.querySelector(".spreads");
    this.trouble = this.section.querySelector(".trouble");
    this.status = this.section.querySelector(".status");
    this.number = number;
    parent.append(this.section);
    this.near = new IntersectionObserver((seen) => this.seen(seen), {
      root: this.table,
      rootMargin: "60% 0px",
    });
    new ResizeObserver(() => this.fit(this.chosen)).observe(this.table);
    this.table.addEventListener("keydown", (event) => this.key(event));
  }

  /** Look at a view from now on. What is there stays until its pages have come. */
  look(view, chosen) {
    this.chosen = chosen;
    if (this.view === view && this.statement === chosen.statement) return;
    [this.view, this.statement, this.message] = [view, chosen.statement, null];
    this.section.dataset.edition = chosen.edition;
    this.section.classList.add("busy");
    this.status.textContent = "Setting…";
  }

  offer(languages, chosen) {
    const title = this.number ? "Language on the right" : "Language";
    this.fieldset.firstElementChild.textContent = title;
    const now = languages.find(({ tag }) => tag === chosen);
    this.table.setAttribute("aria-label", `Pages, ${now ? now.name : chosen}`);
    const gone = { tag: chosen, name: chosen, direction: "ltr" };
    const offered = now ? languages : [...languages, gone];
    if (JSON.stringify(offered) === this.offered) {
      this.fieldset.querySelector(`[value="${CSS.escape(chosen)}"]`).checked = true;
      return;
    }
    this.offered = JSON.stringify(offered);
    const labels = offered.map(({ tag, name, direction }) => {
      const input = Object.assign(document.createElement("input"), {
        type: "radio",
        name: `language-${this.number}`,
        value: tag,
        checked: tag === chosen,
        onchange: () => this.call.language(tag),
      });
      const span = Object.assign(document.createElement("span"), {
        lang: tag,
        dir: direction,
        textContent: name,
      });
      const label = document.createElement("label");
      label.append(input, span);
      return label;
    });
    this.fieldset.replaceChildren(this.fieldset.firstElementChild, ...labels);
  }

  // --- Showing ---------------------------------------------------------------------------

  /** Show the pages of a message; says what has changed, if they were shown before. */
  show(message, { follow }) {
    const before = this.message;
    const had = before?.leaves.some(({ spots }) => spots.length);
    const texts = new Set(before?.leaves.flatMap(({ spots }) => spots.map(({ text }) => text)));
    this.message = message;
    const address = `picture/${this.statement}/${this.view}`;
    while (this.leaves.length > message.leaves.length) this.forget(this.leaves.pop());
    message.leaves.forEach((data, number) => {
      const leaf = (this.leaves[number] ??= this.made(number));
      leaf.show(data, address, message);
    });
    if (this.shape() !== this.laid) this.lay();
    this.chapters(message);
    this.fit(this.chosen);
    this.say();
    if (!before) {
      this.table.scrollTop = 0;
      return null;
    }
    const changed = message.leaves
      .map(({ key }, number) => (key === before.leaves[number]?.key ? 0 : number + 1))
      .filter(Boolean);
    const fresh = had ? this.leaves.flatMap((leaf) => leaf.flash(texts)) : [];
    if (changed.length && follow) this.go(fresh[0] ?? this.leaves[changed[0] - 1]?.figure);
    return changed.length ? `Changed: page ${changed.join(", ")}` : null;
  }

  made(number) {
    const leaf = new Leaf(number, this.call);
    this.near.observe(leaf.figure);
    return leaf;
  }

  forget(leaf) {
    this.near.unobserve(leaf.figure);
    leaf.figure.remove();
    this.laid = null;
  }

  /** How leaves lie: which stand side by side, and in which direction they are turned. */
  shape() {
    const { direction, spreads } = this.message;
    return [direction, spreads && !this.chosen.single, this.leaves.length].join();
  }

  /** Page 1 opens a book alone, on the side of the cover; then two and two face each other. */
  lay() {
    const pairs = this.message.spreads && !this.chosen.single;
    const rows = [];
    this.leaves.forEach((leaf, number) => {
      if (!pairs || number % 2 || !number) rows.push([]);
      rows.at(-1).push(leaf.figure);
    });
    if (pairs && rows.length) rows[0].unshift(blank());
    if (pairs && rows.at(-1).length === 1) rows.at(-1).push(blank());
    this.spreads.replaceChildren(
      ...rows.map((row) => {
        const spread = document.createElement("div");
        spread.className = pairs ? "spread" : "spread alone";
        spread.dir = this.message.direction;
        spread.append(...row);
        return spread;
      }),
    );
    this.laid = this.shape();
  }

  /** A book's chapters, each in a frame in which nothing runs. */
  chapters({ chapters, direction }) {
    if (!chapters.length) return;
    const frames = [...this.spreads.querySelectorAll("iframe")];
    const kept = new Map(frames.map((frame) => [frame.dataset.key, frame]));
    this.spreads.replaceChildren(
      ...chapters.map(({ path, key }) => {
        if (kept.has(key)) return kept.get(key);
        const frame = Object.assign(document.createElement("iframe"), {
          className: "chapter",
          title: path.replace(/^.*\/|\.xhtml$/g, ""),
          src: `book/${this.statement}/${this.view}/${key}/${path}`,
        });
        frame.dataset.key = key;
        frame.sandbox = "allow-same-origin";
        frame.onload = () => {
          frame.contentDocument.addEventListener("click", (event) => event.preventDefault());
          this.measure(frame);
        };
        return frame;
      }),
    );
    this.laid = null;
  }

  measure(frame) {
    const root = frame.contentDocument?.documentElement;
    if (!root) return;
    frame.style.height = `${READER_PX}px`; // what a cover is fitted to
    frame.style.height = `${Math.ceil(root.getBoundingClientRect().height)}px`;
  }

  state({ busy, problems }) {
    this.busy = busy;
    this.section.classList.toggle("busy", busy);
    this.section.classList.toggle("in-trouble", problems.length > 0);
    this.trouble.hidden = !problems.length;
    const list = document.createElement("ul");
    list.append(...problems.map((problem) => told(problem, this.call)));
    const title = document.createElement("h2");
    title.textContent = problems.length === 1 ? "This cannot be set" : "These cannot be set";
    const after = Object.assign(document.createElement("p"), {
      className: "after",
      textContent: this.message ? "The pages are as they were before." : "",
    });
    const placed = problems.filter(({ file, line }) => file && line);
    const wrong = placed.map((each) => this.nearest(named(each)));
    for (const leaf of this.leaves) leaf.blame(new Set(wrong));
    if (!busy || problems.length) this.trouble.replaceChildren(title, list, after);
    this.say();
  }

  say() {
    const took = this.message?.took_ms;
    this.status.title = took ? `Set in ${(took / 1000).toFixed(2)} s` : "";
    if (this.busy) this.status.textContent = "Setting…";
    else this.status.textContent = this.message ? counted(this.message) : "";
  }

  // --- Sizes -----------------------------------------------------------------------------

  fit(chosen) {
    if (!this.message) return;
    if (this.leaves.length && this.shape() !== this.laid) this.lay();
    const scale = chosen.zoom === "fit" ? this.fitting() : chosen.zoom;
    for (const leaf of this.leaves) leaf.size(scale * MM);
    for (const filler of this.spreads.querySelectorAll(".blank")) {
      const beside = filler.nextElementSibling ?? filler.previousElementSibling;
      filler.style.width = beside.style.width;
    }
    for (const frame of this.spreads.querySelectorAll("iframe")) {
      const wide = Math.min(this.table.clientWidth - GAP - 64, 480);
      frame.style.width = `${wide}px`;
      this.measure(frame);
    }
  }

  /** The scale at which a whole spread can be seen, 1 being the true size. */
  fitting() {
    if (!this.leaves.length) return 1;
    const pairs = this.message.spreads && !this.chosen.single ? 2 : 1;
    const width = Math.max(...this.message.leaves.map((leaf) => leaf.width)) * MM * pairs;
    const height = Math.max(...this.message.leaves.map((leaf) => leaf.height)) * MM;
    const table = this.table;
    const whole = Math.min(
      (table.clientWidth - GAP) / width,
      (table.clientHeight - GAP - 24) / height,
    );
    return Math.max(whole, 0.2);
  }

  scale() {
    return this.message ? this.fitting() : 1;
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      this.leaves.find(({ figure }) => figure === target)?.come(isIntersecting);
    }
  }

  // --- Choosing --------------------------------------------------------------------------

  go(target) {
    if (!target) return;
    const [frame, box] = [this.table, target].map((each) => each.getBoundingClientRect());
    const isSeen = box.top >= frame.top && box.bottom <= frame.bottom;
    if (!isSeen) target.scrollIntoView({ block: "center", inline: "nearest" });
  }

  choose(spot, partners, go) {
    const own = (each) => isAt(each, spot);
    const partner = (each) => partners.some((other) => isAt(each, other));
    const found = this.leaves.flatMap((leaf) => leaf.choose(own, partner));
    const nearest = found[0] ?? (go ? this.nearest(spot)?.button : null);
    if (go || (found.length && !found.some((button) => button.matches(":focus, :hover")))) {
      this.go(nearest);
    }
  }

  /** The spot at a line, or the last before it: a finding may stand inside a paragraph. */
  nearest({ file, line }) {
    const before = this.leaves
      .flatMap((leaf) => leaf.spots)
      .filter((spot) => spot.file === file && spot.line <= line);
    return before.reduce((best, spot) => (!best || spot.line > best.line ? spot : best), null);
  }

  mark(findings) {
    const places = new Map();
    for (const finding of findings) {
      const spot = finding.line ? this.nearest(finding) : null;
      if (spot) places.set(spot, [...(places.get(spot) ?? []), finding]);
    }
    for (const leaf of this.leaves) leaf.mark(places);
  }

  /** Up and down go from paragraph to paragraph, one of which Tab comes to. */
  key(event) {
    const buttons = [...this.spreads.querySelectorAll(".spot")];
    const now = buttons.indexOf(document.activeElement);
    const steps = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: buttons.length - 1 };
    if (now < 0 || !(event.key in steps)) return;
    event.preventDefault();
    const next = buttons[Math.min(Math.max(steps[event.key], 0), buttons.length - 1)];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus({ preventScroll: true });
    this.go(next);
  }
}

function blank() {
  const figure = document.createElement("div");
  figure.className = "leaf blank";
  return figure;
}

function counted({ leaves, chapters, spreads }) {
  const count = leaves.length || chapters.length;
  const pages = spreads ? "page" : "side";
  const what = leaves.length ? pages : "chapter";
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

const isAt = (spot, { file, line }) => spot.file === file && spot.line === line;

/** The same, with the name of its file alone. */
const named = (problem) => ({ ...problem, file: problem.file.replace(/^.*\//, "") });

/** A problem with its place, which can be chosen, and its remedy. */
export function told({ message, remedy, file, line }, call) {
  const item = document.createElement("li");
  const text = document.createElement("p");
  if (file) {
    const name = file.replace(/^.*\//, "");
    const where = Object.assign(document.createElement("button"), {
      type: "button",
      className: "where",
      textContent: line ? `${name}, line ${line}` : name,
      onclick: () => call.spot({ file: name, line: line ?? 1, text: message }),
    });
    text.append(where, " ");
  }
  text.append(message);
  item.append(text);
  if (remedy) {
    const help = Object.assign(document.createElement("p"), { className: "remedy" });
    help.textContent = remedy;
    item.append(help);
  }
  return item;
}
