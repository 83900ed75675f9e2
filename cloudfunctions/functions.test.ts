import { readFileSync } from 'node:fs'
import { contract } from '@shared/contract'
import { FUNCTIONS, LOCAL_VARIABLES, variablesOf, type FunctionAccess } from './functions'

interface Deployed {
  name: string
  path?: string
  triggers?: { type: string }[]
}
const { functions } = JSON.parse(readFileSync('cloudbaserc.json', 'utf8')) as { functions: Deployed[] }
const list: [string, FunctionAccess][] = Object.entries(FUNCTIONS)

test('[IDENTITY-3] says of each function that is deployed who starts it', () => {
  const deployed = functions.map(({ name, path, triggers }) => {
    if (path !== undefined) return [name, 'http']
    if (triggers) return [name, 'timer']
    // The manifest cannot say so: which events come to it is set in the console.
    return [name, name === 'wechatpush' ? 'wechat' : 'members']
  })
  expect(list.map(([name, { startedBy }]) => [name, startedBy])).toEqual(expect.arrayContaining(deployed))
  expect(list).toHaveLength(functions.length)
  const members = list.filter(([, { startedBy }]) => startedBy === 'members').map(([name]) => name)
  expect(members.sort()).toEqual(Object.keys(contract).sort())
})

test('[CONFIG-2] the key that signs and the one that opens notifications are in no function together', () => {
  const having = (variable: string) => list.filter(([name]) => variablesOf(name).includes(variable))
  expect(having('WXPAY_APIV3_KEY').map(([name]) => name)).toEqual(['paynotify'])
  expect(
    having('WXPAY_PRIVATE_KEY')
      .map(([name]) => name)
      .sort(),
  ).toEqual(['merchant', 'scheduler', 'storefront'])
  expect(having('WECHAT_APPSECRET').map(([name]) => name)).not.toContain('paynotify')
  expect(having('PERSONAL_DATA_KEY')).toHaveLength(list.length - 2)
  expect(variablesOf('paynotify').filter((one) => one.startsWith('PERSONAL'))).toEqual([])
  expect(variablesOf('wechatpush')).toEqual(['WECHAT_APPID', 'WXPAY_MCHID', 'CALL_TIMEOUT_MS'])
  expect(variablesOf('constructor')).toEqual([])
  // What leads calls elsewhere is no deployment's.
  for (const [name] of list) {
    expect(variablesOf(name).filter((variable) => LOCAL_VARIABLES.includes(variable))).toEqual([])
  }
})
