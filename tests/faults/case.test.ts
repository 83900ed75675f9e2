import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseNamed, nameOf } from './case'
import { FLOWS, MAIN_FLOWS } from './flows'

test('a case is written as it is read', () => {
  const name = 'pay | wechatpay.prepay#1 lose | later database#2 kill_after | wentOn'
  expect(nameOf(caseNamed(name))).toBe(name)
  expect(() => caseNamed('pay | nothing | wentOn')).toThrow('no such fault')
})

test('[FAULT-1] each main flow has one file that runs all its faults, and no other file runs any', () => {
  const folder = join(__dirname, 'single')
  const run = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/expectNoFaultHarms\('(.+)'\)/g)].flatMap(
      ([, flows = '']) => flows.split("', '"),
    ),
  )
  expect(run.sort()).toEqual([...MAIN_FLOWS].sort())
  expect(FLOWS.map(({ name }) => name)).toEqual(expect.arrayContaining([...MAIN_FLOWS]))
})
