// Goes on to the page in the reader's language. Without this script, or with "#" in the
// address, the page stays and offers its list.
(() => {
  "use strict";
  if (location.hash) return;
  const links = [...document.querySelectorAll("main a[hreflang]")];
  const primary = (tag) => tag.toLowerCase().split("-")[0];
  // RFC 4647, 3.4: a preference is looked up whole, then ever shorter; then its bare language.
  const find = (wish) => {
    for (let parts = wish.toLowerCase().split("-"); parts.length; parts.pop()) {
      const link = links.find(({ hreflang }) => hreflang.toLowerCase() === parts.join("-"));
      if (link) return link;
    }
    return links.find(({ hreflang }) => primary(hreflang) === primary(wish));
  };
  for (const wish of navigator.languages ?? [navigator.language]) {
    const link = find(wish);
    if (link) return location.replace(link.href);
  }
})();
