import { drawing, element, getJson, postJson, wallClock, type StageShop } from '../shared'

interface ChatMessage {
  id: string
  from: string
  name: string
  at: number
  text?: string
  card?: { title: string; desc: string; path: string; picture: string }
}

const FACES: Record<string, { sign: string; color: string }> = {
  buyer: { sign: '林', color: '#7C5A8A' },
  distributor: { sign: '拾', color: '#96661A' },
  merchant: { sign: '沈', color: '#0B7A5B' },
  zhou: { sign: '周', color: '#3A6A8C' },
}
/** The chat is seen with the distributor's eyes. */
const ME = 'distributor'
const SPEAKERS = ['distributor', 'buyer', 'zhou'] as const
/** WeChat shows the time when nobody has spoken for a while. */
const QUIET_MS = 5 * 60_000

const MINI_PROGRAM =
  '<svg width="10" height="10" viewBox="0 0 18 18" fill="none" stroke="#7d8bd6" stroke-width="2.5" stroke-linecap="round">' +
  '<path d="M9 5.5v7c0 4-5.5 4-5.5.5 0-2 2-2.5 3-2.5M9 12.5v-7c0-4 5.5-4 5.5-.5 0 2-2 2.5-3 2.5"/></svg>'

/** The group chat: words and cards; a card opens on the buyer's phone. */
export function createChatView(
  place: HTMLElement,
  { say, open, shop }: { say(sentence: string): void; open(path: string): void; shop(): StageShop },
) {
  const list = element('ol')
  list.setAttribute('aria-live', 'polite')
  list.tabIndex = 0
  list.setAttribute('aria-label', '群聊消息')
  place.append(
    element('div', {
      className: 'caption',
      children: [
        element('div', {
          children: [element('h2', { text: '微信群' }), element('p', { text: '卡片从这里转出去' })],
        }),
      ],
    }),
    element('div', {
      className: 'chat',
      children: [element('h3', { text: shop().demo ? '老友茶局（46）' : '老友群（46）' }), list, writer(say)],
    }),
  )

  return {
    async refresh(): Promise<void> {
      const { messages } = await getJson<{ messages: ChatMessage[] }>('/local/chat')
      let last = -Infinity
      const items: HTMLElement[] = []
      for (const message of messages) {
        if (message.at - last > QUIET_MS)
          items.push(element('li', { className: 'when', text: when(message.at) }))
        last = message.at
        items.push(item(message, shop().name || '小程序', open))
      }
      list.replaceChildren(...items)
      list.scrollTop = list.scrollHeight
    },
  }
}

function when(at: number): string {
  const { weekday, time, month, day, dayNumber } = wallClock(at)
  const week = wallClock(Date.now()).dayNumber - dayNumber < 7
  return `${week ? weekday : `${month}月${day}日`} ${time}`
}

function item(message: ChatMessage, shop: string, open: (path: string) => void): HTMLElement {
  const mine = message.from === ME
  const said = message.card
    ? cardOf(message.card, shop, open)
    : element('div', { className: 'bubble', text: message.text ?? '' })
  const name = element('div', { className: 'who', text: message.name })
  return element('li', {
    className: mine ? 'message me' : 'message',
    children: [
      avatar(message.from, message.name),
      element('div', { children: mine ? [said] : [name, said] }),
    ],
  })
}

function avatar(from: string, name: string): HTMLElement {
  const { sign, color } = FACES[from] ?? { sign: name.slice(0, 1), color: '#7a8288' }
  const made = element('div', { className: 'avatar', text: sign })
  made.style.background = color
  made.setAttribute('aria-hidden', 'true')
  return made
}

function cardOf(
  card: NonNullable<ChatMessage['card']>,
  shop: string,
  open: (path: string) => void,
): HTMLElement {
  const logo = element('img')
  logo.src = '/stage/logo.svg'
  logo.alt = ''
  const parts: Node[] = [
    element('div', { className: 'shop', children: [logo, shop] }),
    element('div', { className: 'title', text: card.title }),
  ]
  if (/^(\/|https?:)/.test(card.picture)) {
    const picture = element('img', { className: 'picture' })
    picture.src = card.picture
    picture.alt = ''
    parts.push(picture)
  }
  parts.push(element('div', { className: 'kind', children: [drawing(MINI_PROGRAM), '小程序'] }))
  const made = element('button', { className: 'card', children: parts })
  made.type = 'button'
  made.title = '在买家的手机上打开'
  made.addEventListener('click', () => open(card.path))
  return made
}

/** Writes into the chat as one of its people; the face says as whom. */
function writer(say: (sentence: string) => void): HTMLElement {
  let speaker = 0
  const face = element('button', { className: 'avatar' })
  const input = element('input')
  const send = element('button', { className: 'send', text: '发送' })
  face.type = 'button'
  input.maxLength = 500
  input.setAttribute('aria-label', '说点什么')
  input.placeholder = '说点什么'

  const showFace = () => {
    const { sign, color } = FACES[SPEAKERS[speaker] ?? ME] ?? { sign: '', color: '' }
    face.textContent = sign
    face.style.background = color
    face.title = '换个人说话'
    face.setAttribute('aria-label', `以${sign}的身份说话，点一下换人`)
  }
  const showSend = () => (send.disabled = input.value.trim() === '')
  face.addEventListener('click', () => {
    speaker = (speaker + 1) % SPEAKERS.length
    showFace()
  })
  input.addEventListener('input', showSend)
  const form = element('form', { className: 'write', children: [face, input, send] })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = input.value.trim()
    if (!text) return
    postJson('/local/chat', { from: SPEAKERS[speaker], text }).then(
      () => {
        input.value = ''
        showSend()
      },
      () => say('没有发出去，请再试一次'),
    )
  })
  showFace()
  showSend()
  return form
}
