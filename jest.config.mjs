import { LEFT_OUT } from './scripts/lib/left-out.mjs'

// A busy laptop is slow: a limit only ends what hangs.
const testTimeout = 240_000

/** Chance follows from a seed that a failure prints. */
const seeded = '<rootDir>/tests/support/seeded.ts'
/** A test that expects nothing cannot fail. Stories in a browser wait for what they want to see instead. */
const expects = '<rootDir>/tests/support/expects.ts'
/** What Jest leaves open of each file would slow down all that follow. */
const storages = '<rootDir>/tests/support/storages.ts'

const base = {
  testTimeout,
  setupFilesAfterEnv: [storages, seeded, expects],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/$1', '^@/(.*)$': '<rootDir>/miniprogram/src/$1' },
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/.data/',
    '<rootDir>/.data-empty/',
    '<rootDir>/.data-levels-3/',
    '<rootDir>/.cache/',
    '<rootDir>/emulator/.cache/',
  ],
  testPathIgnorePatterns: ['<rootDir>/node_modules/', '<rootDir>/dist/'],
}

/** Whole packages that the bundles of the functions do without: a third of what loading the SDK costs each file. */
const leftOut = Object.keys(LEFT_OUT).filter((name) => /^(@[^/]+\/)?[^/]+$/.test(name))
const without = (names) => ({ [`^(${names.join('|')})$`]: '<rootDir>/tests/support/left-out.cjs' })

/** One project per kind of test, so that `jest --selectProjects node` runs what needs no browser. */
export default {
  testTimeout,
  globalSetup: '<rootDir>/scripts/lib/collect-before-tests.mjs',
  testSequencer: '<rootDir>/scripts/lib/longest-first.mjs',
  projects: [
    {
      ...base,
      displayName: 'node',
      setupFiles: ['<rootDir>/tests/support/as-function.ts'],
      moduleNameMapper: {
        ...base.moduleNameMapper,
        // As in the bundles of the functions; a fifth of what tests cost that ask the database much.
        '^@cloudbase/signature-nodejs$': '<rootDir>/cloudfunctions/platform/cloudbase-signature.ts',
        '^\\.\\./utils/tcbdbapirequester$': '<rootDir>/cloudfunctions/platform/cloudbase-requests.ts',
        ...without(leftOut),
        // Zod's words in fifty languages.
        '^\\.\\./locales/index\\.cjs$': '<rootDir>/tests/support/left-out.cjs',
      },
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{shared,cloudfunctions,local,scripts,tests}/**/*.test.ts'],
      testPathIgnorePatterns: [
        ...base.testPathIgnorePatterns,
        '<rootDir>/tests/browser/',
        '<rootDir>/tests/weapp/',
      ],
    },
    {
      ...base,
      displayName: 'emulator',
      // It has the SDK upload files, and the library of WeChat Pay read certificates.
      moduleNameMapper: {
        ...base.moduleNameMapper,
        ...without(leftOut.filter((name) => /^node-sdk: (?!uploadFile)/.test(LEFT_OUT[name]))),
      },
      testEnvironment: 'node',
      testMatch: ['<rootDir>/emulator/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'ui',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/miniprogram/src/**/*.test.{ts,tsx}'],
      moduleNameMapper: {
        '\\.scss$': '<rootDir>/tests/ui/style.ts',
        '^@tarojs/taro$': '<rootDir>/tests/ui/taro.ts',
        '^@tarojs/components$': '<rootDir>/tests/ui/taro-components.tsx',
        ...base.moduleNameMapper,
      },
    },
    {
      ...base,
      displayName: 'weapp',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/weapp/**/*.test.ts'],
      // What is tested lies in dist/.
      modulePathIgnorePatterns: base.modulePathIgnorePatterns.filter(
        (pattern) => !pattern.includes('/dist/'),
      ),
    },
    {
      ...base,
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
      setupFilesAfterEnv: [seeded, '<rootDir>/tests/browser/patience.ts'],
    },
  ],
  maxWorkers: 2,
}
