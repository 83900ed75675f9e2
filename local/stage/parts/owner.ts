import { element, type StageShop } from '../shared'

/** The code by which the merchant's phone becomes the owner's, below it; there only while the shop is nobody's. */
export function createOwnerCode(place: HTMLElement, { say }: { say(sentence: string): void }) {
  const code = element('b')
  const copy = element('button', { text: '复制' })
  copy.type = 'button'
  copy.addEventListener('click', () => void copied(code).then(say))
  const panel = element('div', {
    className: 'owner-code',
    children: [element('span', { text: '开店码' }), code, copy],
  })
  panel.hidden = true
  place.append(panel)

  return {
    show({ ownerCode }: StageShop): void {
      panel.hidden = ownerCode === undefined
      code.textContent = ownerCode ?? ''
    },
  }
}

/** Copies what stands there, or marks it where the clipboard is closed. @returns what to do next */
async function copied(place: HTMLElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(place.textContent ?? '')
    return '已复制，点一下商家手机上的格子，粘贴就好'
  } catch {
    getSelection()?.selectAllChildren(place)
    return '已选中，按 Ctrl-C 复制'
  }
}
