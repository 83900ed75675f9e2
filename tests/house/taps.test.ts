import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(__dirname, '../../miniprogram/src')

const sources = fs
  .readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name, text: fs.readFileSync(path.join(root, name), 'utf8') }))

/** A lock of one page's own is forgotten on the next page: taps are locked where they are taken and where they lead. */
test('[TAP-1] no page keeps a lock of its own, and commands are made in one place', () => {
  const locks = sources.filter(({ name, text }) => /\bisPending\b/.test(text) && !name.startsWith('data/'))
  expect(locks.map(({ name }) => name)).toEqual([])
  // What a page makes by itself would be made twice by a second tap.
  const direct = sources.filter(
    ({ name, text }) =>
      /\buseMutation\b|\bcall\('\w+\//.test(text) && /^(packages|pages|merchant)\//.test(name),
  )
  expect(direct.map(({ name }) => name)).toEqual([])
})
