import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** What start, dev and reset are told. */

const root = path.resolve(__dirname, '../..')
const script = pathToFileURL(path.join(__dirname, 'options.mjs')).href
const CODE = `import { dataDirOf, readOptions } from '${script}'
const options = readOptions()
console.log(JSON.stringify({ ...options, dataDir: dataDirOf(options) }))`

function read(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    'node',
    ['--input-type=module', '-e', CODE, '--', ...options],
    { encoding: 'utf8', env: { ...process.env, PORT: '' } },
  )
  return { status, stderr, said: status === 0 ? (JSON.parse(stdout) as Record<string, unknown>) : undefined }
}

test('[EMPTY-2] an empty shop has a folder of its own, unless another is named', () => {
  expect(read().said).toMatchObject({ empty: false, dataDir: path.join(root, '.data') })
  expect(read('--empty').said).toMatchObject({ empty: true, dataDir: path.join(root, '.data-empty') })
  expect(read('--empty', '--data', 'mine').said).toMatchObject({
    empty: true,
    dataDir: path.join(root, 'mine'),
  })
})

test('three levels are for showing, in a folder of their own, and other numbers are none', () => {
  expect(read().said).toMatchObject({ levels: 1 })
  expect(read('--levels', '3').said).toMatchObject({
    levels: 3,
    dataDir: path.join(root, '.data-levels-3'),
  })
  expect(read('--levels', '2')).toMatchObject({ status: 2 })
  expect(read('--levels', '3', '--empty')).toMatchObject({ status: 2 })
})

test('an option that is none is refused with those that are', () => {
  const { status, stderr } = read('--emtpy')
  expect(status).toBe(2)
  expect(stderr).toContain('--empty')
})
