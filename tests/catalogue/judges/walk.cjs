// Walks a catalogue with Readium's OPDS client, the one of Thorium Reader, and downloads what it
// offers: node walk.cjs URL. Prints JSON: feeds visited, publications, and hashes of the files.
"use strict";
const { createHash } = require("node:crypto");
const library = "r2-opds-js/dist/es8-es2017/src/opds";
const { initGlobalConverters_OPDS, initGlobalConverters_GENERIC } = require(`${library}/init-globals`);
const { OPDS } = require(`${library}/opds1/opds`);
const { OPDSFeed } = require(`${library}/opds2/opds2`);
const { convertOpds1ToOpds2 } = require(`${library}/converter`);
const { TaJsonDeserialize } = require("r2-lcp-js/dist/es8-es2017/src/serializable");
const { XML } = require("r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper");
const { DOMParser } = require("@xmldom/xmldom");

initGlobalConverters_OPDS();
initGlobalConverters_GENERIC();

const parsed = (text) =>
  text.trimStart().startsWith("{")
    ? TaJsonDeserialize(JSON.parse(text), OPDSFeed)
    : convertOpds1ToOpds2(
        XML.deserialize(new DOMParser().parseFromString(text, "application/xml"), OPDS),
      );

const get = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
};

async function walk(root) {
  const feeds = [];
  const publications = [];
  const waiting = [root];
  while (waiting.length) {
    const url = waiting.shift();
    if (feeds.includes(url)) continue;
    feeds.push(url);
    const feed = parsed((await get(url)).toString("utf8"));
    for (const link of feed.Navigation ?? []) waiting.push(new URL(link.Href, url).href);
    for (const publication of feed.Publications ?? []) {
      const files = [];
      for (const link of publication.Links) {
        if (!link.Rel.includes("http://opds-spec.org/acquisition/open-access")) continue;
        const content = await get(new URL(link.Href, url).href);
        const sha256 = createHash("sha256").update(content).digest("hex");
        files.push({ type: link.TypeLink, title: link.Title, sha256 });
      }
      const images = [];
      for (const link of publication.Images ?? []) {
        images.push((await get(new URL(link.Href, url).href)).subarray(1, 4).toString());
      }
      const { Title: title, Identifier: identifier, Language: languages } = publication.Metadata;
      publications.push({ title, identifier, languages, files, images });
    }
  }
  return { feeds, publications };
}

walk(process.argv[2]).then(
  (found) => console.log(JSON.stringify(found)),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
