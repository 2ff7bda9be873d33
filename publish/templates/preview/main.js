// The preview: what is chosen, what the server tells, and who is to show it.

import { Findings } from "./findings.js";
import { Pane } from "./pane.js";
import { Place } from "./place.js";

const ZOOMS = ["fit", 0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const element = (id) => document.getElementById(id);

const session = await (await fetch("session")).json();
const chosen = read();
let known = { statements: [], languages: [] };
let source = null;

const place = new Place(element("place"), session, () => chosen.statement);
const findings = new Findings(element("findings"), element("count"), (each) => choose(each, true));
const panes = [];

/** What the address says; else what the command was asked to show. */
function read() {
  const asked = new URLSearchParams(location.search);
  const views = asked.getAll("view");
  const given = asked.has("statement") && views.length > 0;
  const first = given ? views : session.views;
  return {
    statement: given ? asked.get("statement") : session.statement,
    languages: first.map((view) => view.slice(0, view.lastIndexOf("."))),
    edition: first[0].slice(first[0].lastIndexOf(".") + 1),
    zoom: "fit",
    single: false,
  };
}

function views() {
  return chosen.languages.map((language) => `${language}.${chosen.edition}`);
}

/** Keep the address true, and ask the server for what is now looked at. */
function look() {
  const asked = new URLSearchParams([["statement", chosen.statement]]);
  for (const view of views()) asked.append("view", view);
  history.replaceState(null, "", `?${asked}`);
  document.title = `${chosen.statement}: ${chosen.languages.join(", ")} – preview`;
  source?.close();
  source = new EventSource(`events?${asked}`);
  source.onmessage = ({ data }) => hear(JSON.parse(data));
  source.onerror = () => lost(true);
  source.onopen = () => lost(false);
  arrange();
}

let wasLost = false;
async function lost(now) {
  const sign = element("lost");
  sign.hidden = !now;
  if (now) sign.textContent = "The preview has ended. Start it again with “publish preview”.";
  if (!now && wasLost) Object.assign(session, await (await fetch("session")).json());
  wasLost = now;
  if (now && source.readyState === EventSource.CLOSED) setTimeout(look, 2000);
}

function hear(message) {
  const heard = {
    statement: () => {
      known = message;
      offer();
    },
    pages: () => each(message.view, (pane) => show(pane, message)),
    state: () => each(message.view, (pane) => pane.state(message)),
    findings: () => {
      findings.hear(message);
      mark();
    },
  };
  heard[message.type]();
}

function each(view, act) {
  panes.filter((pane) => pane.view === view).forEach(act);
}

function show(pane, message) {
  const changed = pane.show(message, { follow: element("follow").checked });
  mark();
  if (changed) element("live").textContent = changed;
}

/** As many panes as languages, each with the languages to choose from. */
function arrange() {
  while (panes.length < chosen.languages.length) panes.push(added());
  while (panes.length > chosen.languages.length) panes.pop().section.remove();
  panes.forEach((pane, number) => {
    const language = chosen.languages[number];
    pane.look(`${language}.${chosen.edition}`, chosen);
    pane.offer(known.languages, language);
  });
  findings.languages = chosen.languages;
  element("beside").checked = panes.length > 1;
}

function added() {
  const number = panes.length;
  return new Pane(element("panes"), element("pane"), number, {
    language: (tag) => {
      chosen.languages[number] = tag;
      look();
    },
    spot: (spot) => choose(spot, false),
    finding: (one) => {
      element("toggle").getAttribute("aria-expanded") === "false" && element("toggle").click();
      findings.point(one);
      choose(one, false);
    },
  });
}

/** A paragraph has been chosen, on a page or in the list: show where it is, everywhere. */
function choose(spot, go) {
  place.show(spot);
  const partners = findings.partners(spot.file, spot.line);
  for (const pane of panes) pane.choose(spot, partners, go);
}

function mark() {
  for (const pane of panes) pane.mark(findings.shown());
}

// --- Tools -----------------------------------------------------------------------------

function options(select, pairs, value) {
  const made = pairs.map(([name, label]) => new Option(label, name, false, name === String(value)));
  select.replaceChildren(...made);
}

function offer() {
  options(element("statement"), known.statements.map((each) => [each, each]), chosen.statement);
  panes.forEach((pane, number) => pane.offer(known.languages, chosen.languages[number]));
  element("beside").disabled = known.languages.length < 2;
}

function zoom(value) {
  chosen.zoom = value;
  element("zoom").value = String(value);
  for (const pane of panes) pane.fit(chosen);
}

const editions = session.editions.map(({ name, label }) => [name, label]);
options(element("edition"), editions, chosen.edition);
options(
  element("zoom"),
  ZOOMS.map((each) => [String(each), each === "fit" ? "Fit" : `${each * 100} %`]),
  chosen.zoom,
);

element("statement").onchange = ({ target }) => {
  location.search = new URLSearchParams([["statement", target.value], ...first()]);
};
const first = () => views().slice(0, 1).map((view) => ["view", view]);
element("edition").onchange = ({ target }) => {
  chosen.edition = target.value;
  look();
};
element("zoom").onchange = ({ target }) => {
  zoom(target.value === "fit" ? "fit" : Number(target.value));
};
const step = (by) => {
  const now = chosen.zoom === "fit" ? panes[0].scale() : chosen.zoom;
  const sizes = ZOOMS.slice(1);
  const [up, down] = [(size) => size > now * 1.01, (size) => size < now * 0.99];
  const next = by > 0 ? sizes.find(up) : sizes.findLast(down);
  if (next) zoom(next);
};
element("smaller").onclick = () => step(-1);
element("larger").onclick = () => step(1);
element("beside").onchange = ({ target }) => {
  const others = known.languages.map(({ tag }) => tag).filter((tag) => tag !== chosen.languages[0]);
  chosen.languages = target.checked ? [chosen.languages[0], others[0]] : [chosen.languages[0]];
  look();
};
element("single").onchange = ({ target }) => {
  chosen.single = target.checked;
  for (const pane of panes) pane.fit(chosen);
};
element("toggle").onclick = ({ currentTarget }) => {
  const open = currentTarget.getAttribute("aria-expanded") !== "true";
  currentTarget.setAttribute("aria-expanded", open);
  element("findings").hidden = !open;
};
findings.onfilter = mark;

look();
