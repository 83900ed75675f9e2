import { isUnknownCall } from '../account.mjs'
import { usesPolicies } from '../check/environment.mjs'

const MEMBERS = "auth != null && auth.loginType != 'ANONYMOUS'"

/**
 * Who may start which function, as the environment's security rule has it: timers and HTTP access are outside of it.
 */
export function ruleOf(functions) {
  const closed = Object.entries(functions).filter(([, { startedBy }]) => startedBy !== 'members')
  return {
    '*': { invoke: MEMBERS },
    ...Object.fromEntries(closed.map(([name]) => [name, { invoke: false }])),
  }
}

/** Sets the rule; functions of others in the same environment keep theirs. @throws when it is not there afterwards */
export async function deployRules({ account, server, info, left }, report) {
  if (usesPolicies(info)) return void left.add('policies')
  const wanted = ruleOf(server.FUNCTIONS)
  const mine = Object.keys(server.FUNCTIONS)
  const before = await readRule(account).catch((error) => {
    if (isUnknownCall(error)) return undefined
    throw error
  })
  if (!before) return void left.add('policies')
  // A rule of ours that opens one of the mall's functions by its name would be stronger than `*`.
  const others = Object.fromEntries(Object.entries(before).filter(([name]) => !mine.includes(name)))
  const merged = { ...others, ...wanted }
  if (same(before, merged)) return
  await account.patiently(() =>
    account.app.permission.modifyResourcePermission({
      resourceType: 'function',
      permission: 'CUSTOM',
      securityRule: JSON.stringify(merged),
    }),
  )
  if (!same(await readRule(account), merged))
    throw new Error('the functions’ security rule was not kept: deploy again')
  report.changed('security rule: clients start the functions that are for members, and no other')
}

async function readRule({ app }) {
  const answer = await app.permission.describeResourcePermission({ resourceType: 'function' })
  const { PermissionList } = answer.Data ?? answer
  const text = PermissionList?.[0]?.SecurityRule
  if (!text) return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(
      'the functions’ security rule cannot be read: put it right in DevTools → 云开发 → 云函数 → 权限设置',
    )
  }
}

const sorted = (rule) => JSON.stringify(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1)))
const same = (a, b) => sorted(a) === sorted(b)
