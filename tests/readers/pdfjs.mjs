// Prints, as JSON, the text of every page of each PDF as pdf.js has it, which reads in Firefox.
//
//     node pdfjs.mjs MODULES text|tags FILE...
//
// MODULES is the folder with `pdfjs-dist`. `text` is what Firefox searches and copies: the pieces
// of the page in their order, and its own line ends. `tags` is what it hands on to screen readers:
// the structure tree, in which a text that an element gives for itself stands for what is below it.

import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

// pdf.js asks Node for its modules in a way that Debian 12's does not know yet.
process.getBuiltinModule ??= createRequire(import.meta.url)

const [modules, way, ...files] = process.argv.slice(2)
const pdfjs = path.resolve(modules, 'pdfjs-dist/legacy/build/pdf.mjs')
const { getDocument, VerbosityLevel } = await import(pathToFileURL(pdfjs))

const INLINE = new Set(['Span', 'Link', 'Em', 'Strong', 'Quote', 'Reference', 'Annot'])

const piece = item => item.str + (item.hasEOL ? '\n' : '')

const text = async page => (await page.getTextContent()).items.map(piece).join('')

async function tags(page) {
  const marked = await contents(page)
  const spoken = node => {
    if (node.type === 'content') return marked.get(node.id) ?? ''
    const said = node.alt ?? (node.children ?? []).map(spoken).join('')
    return INLINE.has(node.role) ? said : `${said}\n`
  }
  const tree = await page.getStructTree()
  return tree ? spoken(tree) : ''
}

/** What each piece of marked content says, by its identifier. */
async function contents(page) {
  const marked = new Map()
  const open = []
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if (item.type?.startsWith('beginMarkedContent')) open.push(item.id)
    else if (item.type === 'endMarkedContent') open.pop()
    else {
      const id = open.findLast(Boolean)
      marked.set(id, (marked.get(id) ?? '') + piece(item))
    }
  }
  return marked
}

async function pages(file) {
  const data = new Uint8Array(fs.readFileSync(file))
  const task = getDocument({ data, verbosity: VerbosityLevel.ERRORS })
  const document = await task.promise
  const found = []
  for (let number = 1; number <= document.numPages; number++) {
    found.push(await { text, tags }[way](await document.getPage(number)))
  }
  await task.destroy()
  return found
}

const found = []
for (const file of files) found.push(await pages(file))
process.stdout.write(JSON.stringify(found))
