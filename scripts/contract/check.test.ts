import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { BASELINE, BREAKS } from './baseline'
import { describeContract, type ContractDescription } from './describe'

/**
 * `npm run check:contract`. Clients of the last release are out there: the contract as it is has to serve them. What
 * breaks them on purpose is said in shared/contract/breaks.json; docs/operations.md says how a release is made.
 */

const root = path.resolve(__dirname, '../..')
const folders: string[] = []
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })))

function check(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('node', ['scripts/check-contract.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

/** A folder in which this contract is released, and these breaks of it are accepted. */
function released(contract: ContractDescription, accepted?: object): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-released-'))
  folders.push(folder)
  fs.mkdirSync(path.join(folder, path.dirname(BASELINE)), { recursive: true })
  fs.writeFileSync(path.join(folder, BASELINE), JSON.stringify({ release: '1.0.0', ...contract }))
  if (accepted) fs.writeFileSync(path.join(folder, BREAKS), JSON.stringify(accepted))
  return folder
}

const { calls, errors } = describeContract()
const place = calls['storefront/order.place']!
/** What clients of before might do, and may no more. */
const lenient: ContractDescription = {
  calls: {
    ...calls,
    'storefront/order.hold': place,
    'storefront/order.place': {
      ...place,
      errors: [...place.errors, 'SLOW'],
      input: { ...place.input, required: place.input.required?.filter((name) => name !== 'addressId') ?? [] },
    },
  },
  errors,
}
const BROKEN = [
  'storefront/order.hold is gone',
  'storefront/order.place no longer answers SLOW',
  'storefront/order.place input.addressId is required now',
]

test('[DATA-8] the contract serves the clients of the last release', () => {
  expect(check()).toEqual({ status: 0, said: expect.any(String) as string })
  expect(check(released({ calls, errors }))).toEqual({
    status: 0,
    said: expect.stringContaining('serves the clients of 1.0.0') as string,
  })
})

test('[DATA-8] a check fails and says what clients would break on, and what to do', () => {
  const { status, said } = check(released(lenient))
  expect(status).toBe(1)
  for (const one of ['Clients of 1.0.0 would break', ...BROKEN, `say why in ${BREAKS}`])
    expect(said).toContain(one)
})

test('a break with a reason is none', () => {
  const breaks = Object.fromEntries(BROKEN.map((one) => [one, '没有客户端用过']))
  expect(check(released(lenient, { since: '1.0.0', breaks })).status).toBe(0)
})
