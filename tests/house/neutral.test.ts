import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { ALL_GOODS } from '../../local/demo/goods'
import { demoProducts } from '../../local/demo/products'
import { demoSettings } from '../../local/demo/settings'
import { DEMO_WORDS } from '../../local/demo/words'
import { NOON } from '../support/noon'
import { ROOT } from './domains'

/** What every shop shows says nothing of the demo's trade; the demo does. */

/** Where the product's own words stand. Tests, examples of calls and the gallery of parts tell stories of the demo. */
const PRODUCT = ['miniprogram/src', 'cloudfunctions', 'shared', 'emulator/src', 'scripts']
const STORIES = /\.test\.tsx?$|\.rows\.ts$|^miniprogram\/src\/packages\/gallery\//
const WORDED = /\.(tsx?|mjs|json|html|scss)$/

const settings = demoSettings(
  NOON,
  (name) => name,
  (name) => name,
  { size: 'full', levels: 1 },
)
const products = demoProducts(NOON, (name) => name, ALL_GOODS)
/** Names that belong to the demo alone. */
const NAMES = [settings.name, ...products.map(({ name }) => name)]

function wordsIn(text: string): string[] {
  return [...DEMO_WORDS, ...NAMES].filter((word) => text.includes(word))
}

test('[WORDS-1] the product says no word of the demo’s trade', () => {
  const files = execFileSync('git', ['ls-files', '-z', '--', ...PRODUCT], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((file) => WORDED.test(file) && !STORIES.test(file) && fs.existsSync(path.join(ROOT, file)))
  expect(files.length).toBeGreaterThan(300)
  const found = files.flatMap((file) => {
    const words = wordsIn(fs.readFileSync(path.join(ROOT, file), 'utf8'))
    return words.length > 0 ? [`${file}: ${words.join(' ')}`] : []
  })
  expect(found).toEqual([])
})

test('[WORDS-1] each of these words is the demo’s', () => {
  const demo = JSON.stringify([settings, products])
  expect(DEMO_WORDS.filter((word) => !demo.includes(word))).toEqual([])
  expect(wordsIn('山里信号不太好')).toEqual(['山里'])
  expect(wordsIn(`欢迎来到${settings.name}`)).toContain(settings.name)
  expect(wordsIn('网络好像不太顺畅')).toEqual([])
})
