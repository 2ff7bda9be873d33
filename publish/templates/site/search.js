// Searches the statements on this page. Their words come as a script, since a page that is
// opened from a folder may not read files; they are fetched when the search is first used.
(() => {
  "use strict";
  const form = document.querySelector(".search");
  const field = form.querySelector("input");
  const result = form.querySelector(".result");
  const numbers = new Intl.NumberFormat(document.documentElement.lang, {
    numberingSystem: form.dataset.numerals,
    useGrouping: false,
  });
  // Letters alone: no marks, no joining strokes, no capitals.
  const folded = (text) =>
    text.normalize("NFKD").replace(/[\p{M}\u0640\u00ad\u200b-\u200f]/gu, "").toLowerCase();
  let index = null;

  const search = () => {
    if (!index) return;
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [slug, words] of index) {
      const fits = wanted.every((word) => words.includes(word));
      document.getElementById(slug).hidden = !fits;
      found += fits;
    }
    const { found: some, nothing } = form.dataset;
    const said = found ? some.replace("{number}", numbers.format(found)) : nothing;
    result.textContent = wanted.length ? said : "";
  };

  window.publishIndex = (entries) => {
    index = Object.entries(entries).map(([slug, words]) => [slug, folded(words)]);
    search();
  };

  const fetchIndex = () => {
    const script = document.createElement("script");
    script.src = form.dataset.index;
    document.head.append(script);
  };

  field.addEventListener("focus", fetchIndex, { once: true });
  field.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
})();
