import type { StageMessage } from '../shared'
import { dressPhone } from './frame'
import { keepOwnHistory } from './own-history'
import { invoke } from './weixin'

/**
 * Runs in each phone before the client does: what WeChat's browser would put into the page, and, inside the
 * stage, the phone around it.
 */
const who = /^\/phone\/([^/]+)\//.exec(location.pathname)?.[1] ?? 'buyer'
const framed = window.parent !== window && /^\/$/.test(parentPath())

Object.assign(window, {
  WeixinJSBridge: {
    invoke: (name: string, params: object, callback: (result: { err_msg: string }) => void) =>
      void invoke(who, name, params).then(callback),
  },
})
whenReady(() => document.dispatchEvent(new Event('WeixinJSBridgeReady')))

if (framed) {
  keepOwnHistory()
  const phone = dressPhone()
  whenReady(phone.show)
  window.addEventListener('message', (event: MessageEvent<StageMessage>) => {
    if (event.source !== window.parent || event.origin !== location.origin) return
    if (event.data.banyan === 'clock') phone.setOffset(event.data.offsetMs)
    if (event.data.banyan === 'refresh') window.dispatchEvent(new CustomEvent('banyan:refresh'))
  })
} else {
  // Inside the stage it is the stage that listens.
  const events = new EventSource('/local/events')
  events.addEventListener('code', () => location.reload())
  events.addEventListener('state', (event: MessageEvent<string>) => {
    const { by } = (JSON.parse(event.data) ?? {}) as { by?: string }
    if (by !== who) window.dispatchEvent(new CustomEvent('banyan:refresh'))
  })
}

function parentPath(): string {
  try {
    return window.parent.location.pathname
  } catch {
    return ''
  }
}

function whenReady(run: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run, { once: true })
  else run()
}
