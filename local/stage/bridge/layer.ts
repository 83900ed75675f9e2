/** A layer over the page whose styles and the page's do not meet. */
export function createLayer(css: string): { root: ShadowRoot; host: HTMLElement } {
  const host = document.createElement('div')
  host.style.cssText = 'position:fixed;inset:0;z-index:2147483000;pointer-events:none'
  const root = host.attachShadow({ mode: 'open' })
  const style = document.createElement('style')
  style.textContent = `:host{all:initial}*{box-sizing:border-box;margin:0}
    :host,button{font-family:"PingFang SC","Noto Sans CJK SC","Noto Sans SC",-apple-system,sans-serif}
    button{border:0;background:none;padding:0;color:inherit;cursor:pointer}
    button:focus-visible{outline:2px solid #0B7A5B;outline-offset:2px}${css}`
  root.append(style)
  document.body.append(host)
  return { root, host }
}
