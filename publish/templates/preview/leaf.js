// A leaf: the picture of a page or of a side of a sheet, and what can be pointed at on it.

const SIGN_PX = 27;
const percent = (part) => `${(part * 100).toFixed(3)}%`;

export class Leaf {
  constructor(number, call) {
    this.number = number;
    this.call = call;
    this.spots = [];
    this.places = new Map();
    this.isNear = false;
    this.figure = document.createElement("figure");
    this.figure.className = "leaf";
    this.paper = document.createElement("div");
    this.paper.className = "paper";
    this.picture = document.createElement("img");
    this.over = document.createElement("div");
    this.over.setAttribute("role", "group");
    this.caption = document.createElement("figcaption");
    this.paper.append(this.picture, this.over);
    this.figure.append(this.paper, this.caption);
  }

  /** Take what a message says of the page; its picture stays until the new one is there. */
  show(data, address, { spreads, direction, view }) {
    const side = `Sheet ${Math.floor(this.number / 2) + 1}, ${this.number % 2 ? "back" : "front"}`;
    const name = spreads ? `Page ${this.number + 1}` : side;
    this.data = data;
    this.address = address;
    this.direction = direction;
    this.figure.dataset.page = this.number + 1;
    this.figure.dataset.key = data.key;
    this.picture.alt = name;
    this.over.setAttribute("aria-label", `Paragraphs, ${name}`);
    this.caption.textContent = spreads ? this.number + 1 : side;
    this.over.lang = view.slice(0, view.lastIndexOf("."));
    this.point();
    this.draw();
  }

  size(pxPerMm) {
    const [width, height] = [this.data.width * pxPerMm, this.data.height * pxPerMm];
    this.figure.style.width = `${width}px`;
    this.paper.style.height = `${height}px`;
    if (this.height !== height) {
      this.height = height;
      this.sign();
    }
    this.width = Math.min(Math.round(width * devicePixelRatio), 6000);
    this.draw();
  }

  come(isNear) {
    this.isNear = isNear;
    this.draw();
  }

  /** Fetch the picture, if the page is near and has another than is shown. */
  async draw() {
    const source = `${this.address}/${this.data.key}/${this.width}.png`;
    if (!this.isNear || !this.width || source === this.wanted) return;
    this.wanted = source;
    const picture = new Image();
    picture.src = source;
    picture.alt = this.picture.alt;
    try {
      await picture.decode();
    } catch {
      if (this.wanted === source) this.wanted = null;
      return; // the page has changed meanwhile, and its new picture is on its way
    }
    if (this.wanted !== source) return;
    this.picture.replaceWith(picture);
    this.picture = picture;
    this.figure.dataset.shown = this.data.key;
  }

  // --- Pointing --------------------------------------------------------------------------

  point() {
    const chosen = new Set(this.spots.filter((s) => s.button.matches(".chosen")).map(place));
    const focused = this.spots.find((spot) => spot.button === document.activeElement);
    this.spots = this.data.spots.map((spot, number) => {
      const [left, top, width, height] = spot.box;
      const button = Object.assign(document.createElement("button"), {
        type: "button",
        className: chosen.has(place(spot)) ? "spot chosen" : "spot",
        tabIndex: this.number === 0 && number === 0 ? 0 : -1,
        title: `${spot.file}, line ${spot.line}`,
        textContent: spot.text,
        onclick: () => this.call.spot(spot),
      });
      Object.assign(button.style, {
        left: percent(left),
        top: percent(top),
        width: percent(width),
        height: percent(height),
      });
      return { ...spot, button };
    });
    this.over.replaceChildren(...this.spots.map(({ button }) => button));
    const again = focused && this.spots.find((spot) => place(spot) === place(focused));
    if (again) {
      again.button.tabIndex = 0;
      again.button.focus({ preventScroll: true });
    }
  }

  choose(own, partner) {
    const found = [];
    for (const spot of this.spots) {
      const [isOwn, isPartner] = [own(spot), partner(spot)];
      spot.button.classList.toggle("chosen", isOwn);
      spot.button.classList.toggle("partner", isPartner && !isOwn);
      if (isOwn || isPartner) found.push(spot.button);
    }
    return found;
  }

  /** Outline the paragraphs that cannot be set as they now are. */
  blame(wrong) {
    for (const spot of this.spots) spot.button.classList.toggle("wrong", wrong.has(spot));
  }

  /** Let paragraphs light up that were not there before. */
  flash(before) {
    const fresh = this.spots.filter(({ text }) => !before.has(text)).map(({ button }) => button);
    for (const button of fresh) button.classList.add("changed");
    return fresh;
  }

  /** Put the numbers of findings beside their paragraphs, in the margin on the outer side. */
  mark(places) {
    this.places = places;
    this.sign();
  }

  /** Signs that would lie on one another are one. */
  sign() {
    for (const old of this.over.querySelectorAll(".mark")) old.remove();
    const signs = [];
    for (const spot of this.spots.filter((each) => this.places.has(each))) {
      const last = signs.at(-1);
      const isBelow = !last || Math.abs(spot.box[1] - last.spot.box[1]) * this.height >= SIGN_PX;
      const isBeside = last && Math.abs(spot.box[0] - last.spot.box[0]) > 0.3;
      if (isBelow || isBeside) signs.push({ spot, findings: [...this.places.get(spot)] });
      else last.findings.push(...this.places.get(spot));
    }
    for (const { spot, findings } of signs) spot.button.after(this.signed(spot, findings));
  }

  signed(spot, findings) {
    const [first] = findings;
    const more = findings.length > 1 ? "+" : "";
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: `${first.number}${more}`,
      title: findings.map(({ severity, message }) => `${severity}: ${message}`).join("\n"),
      onclick: () => this.call.finding(first),
    });
    const said = Object.assign(document.createElement("span"), {
      className: "unseen",
      textContent: `, ${button.title}`,
    });
    button.append(said);
    const [left, top, width] = spot.box;
    const isLeft = (this.number % 2 === 0) === (this.direction === "rtl");
    button.className = `mark ${first.severity}${isLeft ? " before" : ""}`;
    button.style.left = percent(isLeft ? left - 0.012 : left + width + 0.012);
    button.style.top = percent(top);
    return button;
  }
}

function place({ file, line }) {
  return `${file}:${line}`;
}
