import { askWeChatPay } from '../check/payments.mjs'
import { whyOf } from '../check/wechat.mjs'
import { post } from '../http.mjs'

const TRIAL = 'deploy'

/**
 * Tries what the mall stands on, each on the real thing: an update that answers what it made, a transaction, the token
 * of WeChat, a signed question to WeChat Pay, and the way of its notifications.
 *
 * @returns what fails, each with what it means
 */
export async function smoke(parts) {
  const tries = [
    ['database: an update that answers the document', () => tryUpdate(parts)],
    ['database: a transaction', () => tryTransaction(parts)],
    ['WeChat: a token', () => tryWechat(parts)],
    ['WeChat Pay: a signed question', () => tryPayments(parts)],
    ['notifications: the way from WeChat Pay', () => tryNotification(parts)],
  ]
  const failed = []
  for (const [what, attempt] of tries) {
    const problem = await attempt().catch((error) => error.message)
    if (problem !== undefined) failed.push(`${what}: ${problem}`)
  }
  return { tried: tries.length, failed }
}

async function tryUpdate({ db }) {
  await db.insert('trials', { _id: TRIAL, count: 0 })
  const before = await db.get('trials', TRIAL)
  const after = await db.changeAndGet('trials', { _id: TRIAL, count: before.count }, { count: db._.inc(1) })
  if (after?.count !== before.count + 1)
    return `answered ${JSON.stringify(after)}: every claim of the mall hangs on it`
  const again = await db.changeAndGet('trials', { _id: TRIAL, count: before.count }, { count: db._.inc(1) })
  return again === null ? undefined : 'a condition that does not hold changed the document'
}

async function tryTransaction({ db }) {
  const { count } = await db.get('trials', TRIAL)
  await db.transaction((inside) =>
    inside.changeAndGet('trials', { _id: TRIAL, count }, { count: db._.inc(1) }),
  )
  const undone = new Error('undone')
  await db
    .transaction(async (inside) => {
      await inside.changeAndGet('trials', { _id: TRIAL }, { count: db._.inc(100) })
      throw undone
    })
    .catch((error) => {
      if (error !== undone) throw error
    })
  const after = await db.get('trials', TRIAL)
  return after.count === count + 1 ? undefined : 'what is rolled back stays: settlements hang on it'
}

async function tryWechat({ wechat }) {
  const answer = await wechat.isTradeManaged()
  return answer.kind === 'ok' ? undefined : whyOf(answer)
}

async function tryPayments(parts) {
  const problem = await askWeChatPay(parts)
  return problem && `${problem.why}. ${problem.cure}`
}

/** What WeChat Pay has not signed is refused with 400, by our function and nobody before it. */
async function tryNotification({ deployment, patienceMs }) {
  const { notifyUrl } = deployment.config.pay
  const until = Date.now() + patienceMs
  // A path that was opened just now is not open everywhere yet.
  for (let pauseMs = 500; ; pauseMs *= 2) {
    const { status, body } = await post(notifyUrl, '{"id":"DEPLOY"}', deployment.proxy)
    if (status === 400 && body.includes('FAIL')) return undefined
    if (Date.now() + pauseMs > until)
      return `${notifyUrl} answers ${status} instead of our 400: payments would be noticed late, by the timer`
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
