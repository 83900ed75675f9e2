import fs from 'node:fs'
import path from 'node:path'

/**
 * What lists the pages of the mini-program, from their folders: a page is a folder with an `index.config.ts`, and its
 * name is where it lies: `pages/home` is `home` (a tab), `packages/goods/detail` is `goods/detail`. A page that is
 * opened with something says so in its `params.ts` (`export interface Params`); one that the merchant's desk leads to
 * has an `entry.ts` (`export const entry: Entry`).
 */

const SRC = 'miniprogram/src'

const foldersIn = (base, folder) =>
  fs.existsSync(path.join(base, folder))
    ? fs
        .readdirSync(path.join(base, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : []

/** The pages below a folder of pages: `{ name, folder, page }`, sorted. */
function pagesIn(base, folder, prefix) {
  return foldersIn(base, `${SRC}/${folder}`)
    .filter((name) => fs.existsSync(path.join(base, SRC, folder, name, 'index.config.ts')))
    .map((name) => ({ name: prefix + name, folder: `${folder}/${name}`, page: `${name}/index` }))
}

/** Every page: those of the main package, then those of each other package. */
export function clientPages(base) {
  const main = pagesIn(base, 'pages', '')
  const packages = foldersIn(base, `${SRC}/packages`)
    .map((name) => ({ root: `packages/${name}`, pages: pagesIn(base, `packages/${name}`, `${name}/`) }))
    .filter(({ pages }) => pages.length > 0)
  return { packages, all: [...main, ...packages.flatMap(({ pages }) => pages)] }
}

const identifier = (name) => name.replace(/[^A-Za-z0-9]+(.)?/g, (_, next) => (next ?? '').toUpperCase())
const quoted = (texts) => texts.map((text) => `'${text}'`).join(', ')

/** Texts by path. `base` is the folder of the project. */
export function clientFiles(base) {
  const { packages, all } = clientPages(base)
  const has = (file) => (page) => fs.existsSync(path.join(base, SRC, page.folder, file))
  const opened = all.filter(has('params.ts'))
  const entered = all.filter(has('entry.ts'))
  const routes = all.map(({ name, folder }) => `  '${name}': '${folder}/index',`)
  const subPackages = packages.map(
    ({ root, pages }) => `  { root: '${root}', pages: [${quoted(pages.map(({ page }) => page))}] },`,
  )
  const importOf = (file, what) => (page) =>
    `import ${what(identifier(page.name))} from '../${page.folder}/${file}'`
  return {
    'shared/collected/routes.ts': [
      '/** Every page of the mini-program: its name, and its address without the leading slash. */',
      `export const routes = {\n${routes.join('\n')}\n} as const\n`,
    ].join('\n'),
    // Taro reads it while it reads app.config.ts: it imports nothing.
    [`${SRC}/collected/pages.ts`]: [
      '/** The packages that WeChat loads when one of their pages is opened. */',
      `export const subPackages = [\n${subPackages.join('\n')}\n]\n`,
    ].join('\n'),
    [`${SRC}/collected/params.ts`]: [
      ...opened.map(importOf('params', (as) => `type { Params as ${as} }`)),
      '',
      '/** What each page is opened with. Values travel as text in the address. */',
      `export interface RouteParams {\n${opened.map(({ name }) => `  '${name}': ${identifier(name)}`).join('\n')}\n}\n`,
    ].join('\n'),
    [`${SRC}/collected/entries.ts`]: [
      `import { inOrder, placed } from '../merchant/entry'`,
      ...entered.map(importOf('entry', (as) => `{ entry as ${as} }`)),
      '',
      "/** Where the merchant's desk leads to. */",
      `export const entries = inOrder([\n${entered.map(({ name }) => `  placed('${name}', ${identifier(name)}),`).join('\n')}\n])\n`,
    ].join('\n'),
  }
}
