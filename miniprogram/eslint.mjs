/**
 * The parts of the mini-program and who may import from whom, for ESLint's `boundaries`. What follows from it: a part is
 * imported by its index; a page imports from no other package (WeChat loads packages one by one); what only the shop's
 * staff uses never reaches the main package, which every buyer loads, beyond what the merchant's desk shows.
 */

const SRC = 'miniprogram/src'

/** The first that fits counts. */
export const elements = [
  { type: 'client-platform', pattern: `${SRC}/platform` },
  { type: 'ui', pattern: `${SRC}/ui` },
  { type: 'words', pattern: `${SRC}/words` },
  { type: 'data', pattern: `${SRC}/data` },
  { type: 'merchant-part', pattern: `${SRC}/features/*/merchant`, capture: ['feature'] },
  { type: 'feature', pattern: `${SRC}/features/*`, capture: ['feature'] },
  { type: 'merchant-kit', pattern: `${SRC}/merchant` },
  { type: 'collected', pattern: `${SRC}/collected` },
  { type: 'desk', pattern: `${SRC}/pages/merchant` },
  { type: 'merchant-page', pattern: `${SRC}/packages/merchant-*` },
  { type: 'page', pattern: `${SRC}/{pages,packages}/*` },
  { type: 'page', pattern: `${SRC}/custom-tab-bar` },
  { type: 'app', pattern: SRC },
]

const INDEX = 'index.ts'
/** Any file of it, or its index only. */
const all = (type) => ({ type })
const index = (type) => ({ type, fileInternalPath: INDEX })
/** The types of its index only. */
const typesOf = (type) => ({ ...index(type), only: 'type' })

const shared = ['contract', 'rules', 'shared'].map(all)
const ground = [...shared, index('client-platform'), index('ui'), all('words'), index('data')]
const parts = [...ground, index('feature')]
const merchantParts = [...parts, index('merchant-part')]
const ownFeature = { type: 'feature', captured: { feature: '{{ from.element.captured.feature }}' } }

/** From each part, what it may import besides itself. */
const arrows = {
  words: shared,
  // The routes: what pages are opened with.
  'client-platform': [...shared, all('collected')],
  ui: [...shared, all('client-platform')],
  data: [...shared, index('client-platform'), index('ui')],
  feature: parts,
  'merchant-part': [...merchantParts, ownFeature],
  // It reaches the main package with the desk: of the parts of the merchant's side it takes types.
  'merchant-kit': [...parts, typesOf('merchant-part'), all('collected')],
  page: parts,
  desk: [
    ...parts,
    all('collected'),
    all('merchant-kit'),
    { ...index('merchant-part'), captured: { feature: 'overview' } },
  ],
  'merchant-page': [...merchantParts, all('merchant-kit')],
  collected: [...shared, all('merchant-kit'), all('page'), all('merchant-page')],
  app: [...parts, all('ui'), all('collected')],
}

export const policies = Object.entries(arrows).map(([from, to]) => ({
  from: { element: { type: from } },
  allow: to.map(({ only, ...element }) => ({
    to: { element },
    ...(only && { dependency: { kind: only } }),
  })),
}))

/** Rules for the client's files. */
export const configs = [
  {
    files: [`${SRC}/**/*.{ts,tsx}`],
    ignores: [`${SRC}/platform/**`, `${SRC}/**/*.test.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: '@tarojs/taro', message: 'Only miniprogram/src/platform calls Taro.' }] },
      ],
      'no-restricted-globals': ['error', { name: 'wx', message: 'Only miniprogram/src/platform calls wx.' }],
    },
  },
  {
    files: [`${SRC}/packages/*/*/{entry,params}.ts`],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[importKind!="type"]',
          message: 'Loaded with the main package: it imports types only.',
        },
      ],
    },
  },
]
