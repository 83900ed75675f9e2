import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import boundaries from 'eslint-plugin-boundaries'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import * as client from './miniprogram/eslint.mjs'

/** The parts of the repository, for the arrows of docs/architecture.md. */
const elements = [
  { type: 'contract', pattern: 'shared/contract' },
  { type: 'rules', pattern: 'shared/rules' },
  { type: 'shared', pattern: 'shared' },
  {
    type: 'entry',
    pattern: 'cloudfunctions/{storefront,distributor,merchant,paynotify,wechatpush,scheduler}',
  },
  { type: 'domain', pattern: 'cloudfunctions/domain/*/*', capture: ['group', 'domain'] },
  { type: 'collected', pattern: 'cloudfunctions/collected' },
  { type: 'readers', pattern: 'cloudfunctions/readers' },
  { type: 'function-platform', pattern: 'cloudfunctions/platform' },
  ...client.elements,
  { type: 'emulator', pattern: 'emulator' },
  { type: 'local', pattern: 'local' },
  { type: 'proof', pattern: '{tests,bench,scripts}' },
]

const pure = ['contract', 'rules', 'shared']
const everything = elements.map(({ type }) => type)

/** Who may import from whom: [from, ...to]. */
const arrows = [
  ['contract', 'contract', 'shared'],
  ['rules', ...pure],
  ['shared', 'shared'],
  ['function-platform', ...pure, 'function-platform'],
  ['domain', ...pure, 'function-platform', 'domain'],
  ['collected', ...pure, 'function-platform', 'domain'],
  ['readers', 'function-platform', 'domain'],
  ['entry', ...pure, 'function-platform', 'domain', 'collected', 'readers', 'entry'],
  // For any project of CloudBase: it knows nothing of this one.
  ['emulator', 'emulator'],
  ['local', ...pure, 'local', 'emulator', 'function-platform', 'domain', 'collected'],
  ['proof', ...everything],
]

/** The plugin tries every policy that it is given at each import, hence for a part of the client only its own. */
const boundariesOf = (files, policies) => ({
  files,
  rules: { 'boundaries/dependencies': ['error', { default: 'disallow', policies }] },
})
const boundariesOfParts = [
  boundariesOf(
    ['**/*.{ts,tsx,mjs}'],
    arrows.map(([from, ...to]) => ({
      from: { element: { type: from } },
      allow: [{ to: { element: { type: to } } }],
    })),
  ),
  // Of the patterns the first that fits a file counts, of configurations the last.
  ...client.elements.toReversed().map(({ type, pattern }) =>
    boundariesOf(
      [`${pattern}/**/*.{ts,tsx}`],
      client.policies.filter(({ from }) => from.element.type === type),
    ),
  ),
]

/**
 * Inside a transaction the SDK sends `where().update()`, `where().remove()`, `count()` and `aggregate()` without its
 * id: they run outside and survive a rollback. Only the wrapper's transactions, whose type lacks them, are used.
 */
const rawTransaction = {
  selector: 'MemberExpression[property.name=/^(startTransaction|runTransaction)$/]',
  message:
    "Use the wrapper's ctx.db.transaction: in the SDK's some operations run outside it and survive a rollback.",
}
const cloudbaseSdk = {
  group: ['@cloudbase/*'],
  message: 'Only cloudfunctions/platform/database.ts imports the SDK of CloudBase.',
}

/** Beyond the entry points of its parts the emulator may change as it likes. One file is plain enough for a browser. */
const emulatorsInside = {
  regex: '(^|/)emulator/src/[a-z]+/(?!index$)(?!names$)',
  message: "Import a part of the emulator by its index: '…/emulator/src/<part>'.",
}

/**
 * A green suite is green every time: in tests chance has a seed, time is moved, and nothing waits for the machine. And it
 * can be red: what a test expects is waited for.
 */
const tests = ['**/*.test.{ts,tsx}', 'tests/**/*.{ts,tsx}', 'emulator/tests/**/*.ts']
const SEEDED =
  "Chance in a test follows from the seed that its failure prints: 'tests/support/seed', in the emulator's '../src/random'."
const cryptoChance = {
  importNames: [
    ...[
      'randomBytes',
      'randomFill',
      'randomFillSync',
      'randomInt',
      'randomUUID',
      'getRandomValues',
      'webcrypto',
    ],
    ...['generateKey', 'generateKeySync', 'generateKeyPair', 'generateKeyPairSync'],
  ],
  message: `${SEEDED} Keys are those of 'tests/support/keys'.`,
}
const testsWait = [
  {
    selector:
      'CallExpression[callee.name=/^set(Timeout|Interval)$/], CallExpression[callee.object.name!="jest"][callee.property.name=/^set(Timeout|Interval)$/]',
    message: 'A test moves the clock, or awaits what happens. The few that must wait say why.',
  },
  {
    selector:
      'ExpressionStatement > CallExpression[callee.object.property.name=/^(resolves|rejects)$/], ExpressionStatement > CallExpression[callee.object.property.name="not"][callee.object.object.property.name=/^(resolves|rejects)$/]',
    message: 'Nobody waits for this expectation: the test has passed before it can fail.',
  },
  {
    selector:
      'CallExpression[callee.object.name="fc"][callee.property.name=/^(assert|check|sample|statistics)$/] > ObjectExpression > Property[key.name="seed"]',
    message: 'tests/support/seeded.ts gives fast-check the seed that a failure prints.',
  },
]

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.data/',
      '.data-empty/',
      '.data-levels-3/',
      '**/.cache/',
      'coverage/',
      'miniprogram/config/',
      '**/collected/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { boundaries, 'react-hooks': reactHooks },
    settings: {
      'boundaries/elements': elements,
      'boundaries/legacy-templates': false,
      'import/resolver': { typescript: { project: './tsconfig.json' } },
    },
    rules: {
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // What is added to by declaration merging begins empty.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  ...boundariesOfParts,
  {
    // Tests beside the code, and the rows of the walk over the contract, may use what tests share.
    files: ['**/*.test.{ts,tsx}', 'cloudfunctions/domain/**/*.rows.ts'],
    rules: { 'boundaries/dependencies': 'off' },
  },
  {
    // The wrapper around the SDK is the only way to the database.
    files: ['cloudfunctions/**/*.ts'],
    ignores: ['cloudfunctions/platform/database.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [cloudbaseSdk] }],
      'no-restricted-syntax': ['error', rawTransaction],
    },
  },
  {
    files: ['local/**/*.{ts,mjs}', 'tests/**/*.{ts,mjs}', 'bench/**/*.{ts,mjs}', 'scripts/**/*.{ts,mjs}'],
    rules: { 'no-restricted-imports': ['error', { patterns: [emulatorsInside] }] },
  },
  {
    // A domain reaches another one through its index only.
    files: ['cloudfunctions/domain/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              // ../domain/file of the same group, ../../group/domain/file of another one.
              regex: '^\\.\\./(\\.\\./[a-z]+/)?[a-z]+/.+(?<!\\.model)$',
              message: "Use the other domain's index.ts (its documents, *.model, may be imported as types).",
            },
            {
              regex: '^\\.\\./(\\.\\./[a-z]+/)?[a-z]+/.+\\.model$',
              allowTypeImports: true,
              message: "Only types come from another domain's *.model; use its index.ts.",
            },
            { group: ['wechatpay-node-v3'], message: 'Only cloudfunctions/platform imports SDKs.' },
            { group: ['@tarojs/*', 'react'], message: 'That belongs to the client.' },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take the time from ctx.clock.' },
        { object: 'Math', property: 'random', message: 'Take chance from ctx.ids.' },
      ],
    },
  },
  {
    // Only repositories touch the database.
    files: ['cloudfunctions/domain/**/*.ts'],
    ignores: ['**/*.repo.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        rawTransaction,
        {
          selector: "MemberExpression[object.type='Identifier'][object.name='ctx'][property.name='db']",
          message: 'Only *.repo.ts touches the database.',
        },
      ],
    },
  },
  ...client.configs,
  {
    files: tests,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['crypto', 'node:crypto'].map((name) => ({ name, ...cryptoChance })),
          patterns: [emulatorsInside],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: SEEDED },
        { object: 'crypto', property: 'randomUUID', message: SEEDED },
        { object: 'crypto', property: 'getRandomValues', message: SEEDED },
        { object: 'Date', property: 'now', message: 'A test takes the time from a clock that it moves.' },
      ],
      'no-restricted-syntax': ['error', ...testsWait],
    },
  },
  {
    // Where the seed is given, and commands that draw one and print it.
    files: ['tests/support/seed*.ts', 'tests/support/fixtures/**', 'tests/faults/{cli,report}.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['emulator/**', 'local/**', 'scripts/**', 'bench/**', 'tests/**', '**/*.test.{ts,tsx}'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['miniprogram/**/*.{js,ts}', '**/*.config.{js,mjs,ts}', '**/babel.config.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
    languageOptions: { globals: { module: 'writable', require: 'readonly' } },
  },
  prettier,
)
