import { drawing, element, type StageMessage, type StageShop } from '../shared'

const ROLES = { buyer: '买家', distributor: '推广员', merchant: '商家' }
type Person = keyof typeof ROLES

/** Who holds a phone, and where it begins. */
type Scene = Record<Person, { line: string; start: string }>

const sceneOf = ({ demo, name, ownerCode }: StageShop): Scene => ({
  buyer: { line: demo ? '林知夏 · 从群里点进来' : '林知夏 · 等着开张', start: '' },
  distributor: demo
    ? { line: '阿拾 · 转发商品到群里', start: '#/packages/distribution/centre/index' }
    : { line: '阿拾 · 想帮着推广', start: '' },
  merchant:
    ownerCode === undefined
      ? { line: name ? `沈禾 · ${name}店长` : '沈禾 · 店主', start: '#/pages/merchant/index' }
      : { line: '沈禾 · 有开店码', start: '#/packages/merchant-shop/claim/index' },
})

const OPEN_ALONE =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">' +
  '<path d="M13.5 4.5H19.500V10.500M19 5l-8 8M17.500 14v4a1.500 1.500 0 0 1-1.500 1.500H6A1.500 1.500 0 0 1 4.500 18V8A1.500 1.500 0 0 1 6 6.500h4"/></svg>'

export interface Phones {
  /** Opens a page on a phone as a card does: the mini-program starts there. */
  open(who: string, path: string): void
  setOffset(offsetMs: number): void
  /** Something changed by this person's hand: what the others show may be stale. */
  refresh(by?: string): void
  reload(): void
  /** The shop has another name, or an owner now. */
  show(shop: StageShop): void
}

/** The three phones, each the real client in a frame. */
export function createPhones(places: Record<Person, HTMLElement>, shop: StageShop): Phones {
  const scene = sceneOf(shop)
  const lines = new Map<Person, HTMLElement>()
  const frames = new Map<string, HTMLIFrameElement>()
  let offsetMs = 0
  let openings = 0

  for (const who of Object.keys(places) as Person[]) {
    const frame = element('iframe')
    frame.title = `${ROLES[who]}的手机`
    frame.addEventListener('load', () => tell(frame, { banyan: 'clock', offsetMs }))
    frame.src = `/phone/${who}/${scene[who].start}`
    frames.set(who, frame)
    const line = element('p', { text: scene[who].line })
    lines.set(who, line)
    places[who].append(
      caption(who, line),
      element('div', {
        className: 'device',
        children: [element('div', { className: 'screen', children: [frame] })],
      }),
    )
  }

  const tell = (frame: HTMLIFrameElement, message: StageMessage) =>
    frame.contentWindow?.postMessage(message, location.origin)

  return {
    open(who, path) {
      // Another query makes it another address: the client starts anew, as from a card.
      const address = `/phone/${who}/?opened=${++openings}#/${path.replace(/^\//, '')}`
      frames.get(who)?.contentWindow?.location.replace(address)
    },
    setOffset(ms) {
      offsetMs = ms
      for (const frame of frames.values()) tell(frame, { banyan: 'clock', offsetMs })
    },
    refresh(by) {
      for (const [who, frame] of frames) if (who !== by) tell(frame, { banyan: 'refresh' })
    },
    show(now) {
      const { merchant } = sceneOf(now)
      lines.get('merchant')!.textContent = merchant.line
    },
    reload() {
      for (const frame of frames.values()) frame.contentWindow?.location.reload()
    },
  }
}

function caption(who: Person, line: HTMLElement): HTMLElement {
  const role = ROLES[who]
  const alone = element('a', { children: [drawing(OPEN_ALONE)] })
  alone.href = `/phone/${who}/`
  alone.target = '_blank'
  alone.title = '单独打开'
  alone.setAttribute('aria-label', `单独打开${role}的手机`)
  return element('div', {
    className: 'caption',
    children: [element('div', { children: [element('h2', { text: role }), line] }), alone],
  })
}
