import { drawing, element, getJson, wallClock, type LocalClock } from '../shared'
import { createLayer } from './layer'
import { CAPSULE_EXIT, CAPSULE_MENU, SIGNALS } from './signs'

const CAPSULE = { top: 50, right: 8, width: 87, height: 32 }
const STATUS_BAR = 44
const SAFE_BOTTOM = 34

const CSS = `
.bar{position:absolute;left:0;right:0;top:0;height:${STATUS_BAR}px;padding:0 20px 0 30px;display:flex;
  align-items:center;justify-content:space-between;font-size:15px;font-weight:600;color:#1f2421;
  font-variant-numeric:tabular-nums;transition:color .16s}
.bar.white{color:#fff}
.bar svg{width:66px}
.cap{position:absolute;right:${CAPSULE.right}px;top:${CAPSULE.top}px;width:${CAPSULE.width}px;
  height:${CAPSULE.height}px;border-radius:16px;border:.5px solid rgba(0,0,0,.12);background:rgba(255,255,255,.72);
  display:flex;pointer-events:auto;color:#1f2421}
.cap button{flex:1;display:grid;place-items:center;border-radius:16px}
.cap button+button{border-left:.5px solid rgba(0,0,0,.16);border-radius:0 16px 16px 0}
.home{position:absolute;left:50%;bottom:8px;width:134px;height:5px;margin-left:-67px;border-radius:3px;background:#1f2421}`

/** Draws status bar, capsule and home indicator of a phone over the page, and tells the page their metrics. */
export function dressPhone() {
  Object.assign(window, {
    __banyanPhone: { statusBarHeight: STATUS_BAR, safeBottom: SAFE_BOTTOM, capsule: CAPSULE },
  })
  let offsetMs = 0
  const time = element('span')
  const bar = element('div', { className: 'bar', children: [time, drawing(SIGNALS)] })
  // As phones show it: 9:41, but 00:01.
  const tick = () => (time.textContent = wallClock(Date.now() + offsetMs).time.replace(/^0(?=[1-9])/, ''))
  const tone = () => bar.classList.toggle('white', document.documentElement.dataset['statusTone'] === 'white')

  return {
    show() {
      const { root } = createLayer(CSS)
      root.append(bar, capsule(), element('div', { className: 'home' }))
      hideScrollbars()
      window.addEventListener('banyan:status-tone', tone)
      tone()
      tick()
      setInterval(tick, 1000)
      void getJson<LocalClock>('/local/clock').then((clock) => {
        offsetMs = clock.offsetMs
        tick()
      })
    },
    setOffset(ms: number) {
      offsetMs = ms
      tick()
    },
  }
}

/** WeChat's capsule: the menu loads the page again, the circle leaves for the home page. */
function capsule(): HTMLElement {
  const button = (label: string, svg: string, act: () => void) => {
    const made = element('button', { children: [drawing(svg)] })
    made.type = 'button'
    made.title = label
    made.setAttribute('aria-label', label)
    made.addEventListener('click', act)
    return made
  }
  return element('div', {
    className: 'cap',
    children: [
      button('重新载入', CAPSULE_MENU, () => location.reload()),
      button('重新打开小程序', CAPSULE_EXIT, () => {
        history.replaceState(null, '', location.pathname)
        location.reload()
      }),
    ],
  })
}

/** A phone shows no scroll bars. */
function hideScrollbars(): void {
  const style = element('style', { text: '*{scrollbar-width:none}*::-webkit-scrollbar{display:none}' })
  document.head.append(style)
}
