import { watchKeyboard } from './keyboard.h5'

let end: () => void
beforeEach(() => {
  document.body.innerHTML = `
    <div id="one" role="button">一</div>
    <div id="plain">不是按钮</div>
    <input id="input" />`
  end = watchKeyboard(document)
})
afterEach(() => end())

const at = (id: string) => document.getElementById(id)!
const press = (key: string, more: KeyboardEventInit = {}) =>
  document.activeElement!.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  )
/** The observer has looked. */
const looked = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)))

test('[REACH-2] Enter and the space bar press what has a role, and nothing else does', async () => {
  const taps: string[] = []
  document.body.onclick = ({ target }) => taps.push((target as HTMLElement).id)
  at('one').focus()
  press('Enter')
  press(' ')
  press('Enter', { repeat: true })
  press('Enter', { isComposing: true })
  press('a')
  expect(taps).toEqual(['one', 'one'])
  at('input').focus()
  expect(press('Enter')).toBe(true)
  expect(taps).toHaveLength(2)

  document.body.insertAdjacentHTML('beforeend', '<div id="late" role="switch">后来的</div>')
  await looked()
  at('late').focus()
  press(' ')
  expect(taps.at(-1)).toBe('late')
  expect(at('plain').hasAttribute('tabindex')).toBe(false)
  document.body.onclick = null
})

test('[REACH-2] the focus goes into a dialog, round in it, and back when it has gone', async () => {
  at('one').focus()
  document.body.insertAdjacentHTML(
    'beforeend',
    `<div id="overlay"><div class="ui-overlay__scrim" id="scrim"></div><div id="dialog" role="dialog">
      <div id="yes" role="button">好</div><input id="word" /></div></div>`,
  )
  at('scrim').onclick = () => at('overlay').remove()
  await looked()
  expect(document.activeElement!.id).toBe('dialog')
  const ways = ['yes', 'word', 'yes'].map((id) => {
    press('Tab')
    return [id, document.activeElement!.id]
  })
  expect(ways.map(([wanted]) => wanted)).toEqual(ways.map(([, is]) => is))
  press('Tab', { shiftKey: true })
  expect(document.activeElement!.id).toBe('word')
  press('Escape')
  await looked()
  expect(document.activeElement!.id).toBe('one')
})
