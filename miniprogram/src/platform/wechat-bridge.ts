/** The object WeChat's browser (and the local stage) puts into a page. */
export interface WeixinBridge {
  invoke(name: string, params: object, callback: (result: { err_msg?: string }) => void): void
}

declare global {
  interface Window {
    WeixinJSBridge?: WeixinBridge
  }
}

const PATIENCE_MS = 3000

/** Waits for the bridge, which may come after the page; undefined in a plain browser. */
async function bridge(): Promise<WeixinBridge | undefined> {
  if (window.WeixinJSBridge) return window.WeixinJSBridge
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      resolve(window.WeixinJSBridge)
    }
    const timer = setTimeout(done, PATIENCE_MS)
    document.addEventListener('WeixinJSBridgeReady', done, { once: true })
  })
}

export type BridgeOutcome = 'ok' | 'cancel' | 'fail' | 'absent'

/** Invokes a bridge method; its answer ends in `:ok`, `:cancel` or `:fail…`. */
export async function invokeBridge(
  name: string,
  params: object,
): Promise<{ outcome: BridgeOutcome; detail: string }> {
  const weixin = await bridge()
  if (!weixin) return { outcome: 'absent', detail: `${name}:absent` }
  return new Promise((resolve) => {
    weixin.invoke(name, params, (result) => {
      const detail = result.err_msg ?? ''
      const outcome = /:(ok|confirm)$/.test(detail) ? 'ok' : /:cancel/.test(detail) ? 'cancel' : 'fail'
      resolve({ outcome, detail })
    })
  })
}
