import type { WechatContext } from './context'
import { checkDone, dueChecks, nextCheckAt, type MediaCheck } from './endpoints/media-check'
import { verdictOn, type MediaVerdict } from './verdict'

/** The most a timer of Node can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1
/** How long the picture is waited for, in ms of real time. */
const FETCH_MS = 10_000
const AT_ONCE = 20
/** Larger pictures are not looked at. */
const MOST_BYTES = 10 * 1024 * 1024

export interface Pushes {
  /** Pushes all answers that are due on the emulator's clock; resolves when they have been taken. */
  tick(): Promise<void>
  /** Looks again when the next one is due. */
  wake(): void
  close(): Promise<void>
}

/** Brings WeChat's events when they are due, each once, as CloudBase hands them to a function. */
export function createPushes(context: WechatContext): Pushes {
  let timer: NodeJS.Timeout | undefined
  let under: Promise<void> | undefined
  let closed = false

  async function push(check: MediaCheck): Promise<void> {
    checkDone(context, check.trace_id)
    const verdict = await look(check.media_url)
    if (verdict !== 'never') await context.push?.(eventOf(context, check, verdict), check.openid)
  }

  async function work(): Promise<void> {
    for (;;) {
      const due = closed ? [] : dueChecks(context, AT_ONCE)
      if (due.length === 0) return
      await Promise.all(due.map(push))
    }
  }

  function tick(): Promise<void> {
    under ??= work().finally(() => {
      under = undefined
      arm()
    })
    return under
  }

  function arm(): void {
    clearTimeout(timer)
    const at = closed ? undefined : nextCheckAt(context)
    if (at === undefined) return
    timer = setTimeout(() => void tick(), Math.min(Math.max(at - context.clock.now(), 0), MAX_TIMER_MS))
    timer.unref()
  }

  const stopListening = context.clock.onMove(() => void tick())
  return {
    tick,
    wake: arm,
    async close() {
      closed = true
      clearTimeout(timer)
      stopListening()
      await under
    },
  }
}

/** Fetches a picture, of this machine only, and looks at it. */
async function look(url: string): Promise<MediaVerdict | 'lost' | 'never'> {
  try {
    const { protocol, hostname } = new URL(url)
    if (protocol !== 'http:' || !['127.0.0.1', 'localhost'].includes(hostname)) return 'lost'
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(FETCH_MS) })
    const bytes = Buffer.from(await answer.arrayBuffer())
    return answer.status === 200 && bytes.length <= MOST_BYTES ? verdictOn(bytes) : 'lost'
  } catch {
    return 'lost'
  }
}

/** The event as the documentation has it. */
function eventOf(
  { appid, clock }: WechatContext,
  { trace_id, openid }: MediaCheck,
  verdict: MediaVerdict | 'lost',
): object {
  const about = {
    ToUserName: 'gh_local0000000',
    FromUserName: openid,
    CreateTime: Math.floor(clock.now() / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid,
    trace_id,
    version: 2,
  }
  if (verdict === 'lost') return { ...about, errcode: -1008, errmsg: 'download failed', detail: [] }
  return {
    ...about,
    detail: [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
    result: verdict,
  }
}
