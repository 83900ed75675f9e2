import { element, postJson, yuan } from '../shared'
import { createLayer } from './layer'
import { CASHIER_CSS } from './cashier-css'

interface Sheet {
  ok: boolean
  message: string
  merchant: string
  title: string
  amountFen: number
}

type Outcome = 'ok' | 'cancel' | 'fail'
type Choice = 'pay' | 'lose' | 'cancel'

/** WeChat Pay's sheet inside the phone. Resolves when the payer has decided. */
export async function openCashier(who: string, params: object): Promise<Outcome> {
  const sheet = await postJson<Sheet>('/local/cashier', { params })
  const { root, host } = createLayer(CASHIER_CSS)
  return new Promise((resolve) => {
    const end = (outcome: Outcome) => {
      host.remove()
      resolve(outcome)
    }
    const choose = async (choice: Choice) => {
      if (choice === 'cancel') {
        await postJson('/local/cashier/cancel', { params }).catch(() => undefined)
        return end('cancel')
      }
      setBusy(root, true)
      try {
        const paid = await postJson<{ result: 'ok' | 'fail'; message: string }>('/local/cashier/pay', {
          who,
          params,
          choice,
        })
        if (paid.result === 'ok') return showPaid(root, sheet, () => end('ok'))
        showProblem(root, paid.message, () => end('fail'))
      } catch {
        showProblem(root, '网络没有连上，请再试一次', () => end('fail'))
      }
    }
    root.append(sheetElement(sheet, choose))
    if (!sheet.ok) showProblem(root, sheet.message, () => end('fail'))
    // The dialog rather than a button: nobody should pay by a stray key.
    root.querySelector<HTMLElement>('.sheet')?.focus()
  })
}

function sheetElement(sheet: Sheet, choose: (choice: Choice) => void): HTMLElement {
  const button = (className: string, text: string, choice: Choice) => {
    const made = element('button', { className, text })
    made.type = 'button'
    made.addEventListener('click', () => choose(choice))
    return made
  }
  const close = button('close', '×', 'cancel')
  close.setAttribute('aria-label', '关闭')
  const dialog = element('section', {
    className: 'sheet',
    children: [
      close,
      element('p', { className: 'to', text: sheet.merchant }),
      element('p', { className: 'sum', children: [element('small', { text: '¥' }), yuan(sheet.amountFen)] }),
      row('商品', sheet.title),
      row('付款方式', '零钱（演示）'),
      button('pay', '支付', 'pay'),
      button('other', '支付，但回调丢失', 'lose'),
      button('other quiet', '取消', 'cancel'),
    ],
  })
  dialog.tabIndex = -1
  dialog.setAttribute('role', 'dialog')
  dialog.setAttribute('aria-modal', 'true')
  dialog.setAttribute('aria-label', '微信支付')
  dialog.addEventListener('keydown', (event) => event.key === 'Escape' && choose('cancel'))
  return element('div', { className: 'scrim', children: [dialog] })
}

function row(name: string, value: string): HTMLElement {
  return element('p', {
    className: 'row',
    children: [element('span', { text: name }), element('b', { text: value })],
  })
}

function setBusy(root: ShadowRoot, busy: boolean): void {
  for (const button of root.querySelectorAll('button')) button.disabled = busy
}

/** As WeChat does: the merchant's page comes back when the payer says so. */
function showPaid(root: ShadowRoot, sheet: Sheet, done: () => void): void {
  const button = element('button', { className: 'pay', text: '完成' })
  button.addEventListener('click', done)
  root
    .querySelector('.sheet')
    ?.replaceChildren(
      element('p', { className: 'tick', text: '✓' }),
      element('p', { className: 'to', text: '支付成功' }),
      element('p', { className: 'sum', children: [element('small', { text: '¥' }), yuan(sheet.amountFen)] }),
      row('收款方', sheet.merchant),
      button,
    )
  button.focus()
}

function showProblem(root: ShadowRoot, message: string, done: () => void): void {
  const button = element('button', { className: 'pay', text: '知道了' })
  button.addEventListener('click', done)
  root
    .querySelector('.sheet')
    ?.replaceChildren(element('p', { className: 'problem', text: message || '支付没有成功' }), button)
}
