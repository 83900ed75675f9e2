import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { routes } from '@shared/collected/routes'

interface AppConfig {
  entryPagePath: string
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
  preloadRule: Record<string, { packages: string[] }>
  tabBar: { list: { pagePath: string }[] }
}

function appConfig(): AppConfig {
  // What the build puts in: the macro is the identity, and the gallery is no page of the mall.
  Object.assign(globalThis, { defineAppConfig: (config: AppConfig) => config, __GALLERY__: false })
  return (require('./app.config') as { default: AppConfig }).default
}

interface Rule {
  action: 'allow' | 'disallow'
  page: string
}

const config = appConfig()
const pages = Object.values(routes)

test('the main package holds the tabs and nothing else', () => {
  expect([...config.pages].sort()).toEqual(pages.filter((page) => page.startsWith('pages/')).sort())
  expect(config.pages).toEqual(config.tabBar.list.map(({ pagePath }) => pagePath))
  expect(config.pages).toContain(config.entryPagePath)
})

test('every page of a package is in it', () => {
  const packaged = config.subPackages.flatMap(({ root, pages: names }) =>
    names.map((name) => `${root}/${name}`),
  )
  expect(packaged.sort()).toEqual(pages.filter((page) => page.startsWith('packages/')).sort())
})

test('what is loaded ahead exists, and so do the pages it is loaded for', () => {
  const roots = config.subPackages.map(({ root }) => root)
  expect(Object.keys(config.preloadRule)).not.toEqual([])
  for (const [page, { packages }] of Object.entries(config.preloadRule)) {
    expect(pages).toContain(page)
    for (const root of packages) expect(roots).toContain(root)
  }
})

test('search finds goods, and nothing of the merchant, of orders or of distributors', () => {
  const { rules } = JSON.parse(readFileSync(join(__dirname, 'sitemap.json'), 'utf8')) as { rules: Rule[] }
  const actionOf = (page: string) => rules.find((rule) => rule.page === page || rule.page === '*')?.action
  const found = pages.filter((page) => actionOf(page) === 'allow').sort()
  expect(found).toEqual([routes.home, routes.category, routes['goods/list'], routes['goods/detail']].sort())
  expect(rules.filter(({ page }) => page !== '*' && !pages.some((one) => one === page))).toEqual([])
})
