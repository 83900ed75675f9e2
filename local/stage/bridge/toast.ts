import { element } from '../shared'
import { createLayer } from './layer'

const CSS = `p{position:absolute;left:50%;top:42%;transform:translate(-50%,-50%);max-width:70%;padding:12px 18px;
  border-radius:10px;background:rgba(20,24,22,.82);color:#fff;font-size:14px;line-height:22px;text-align:center}`

/** A sentence in the middle of the phone, for two seconds. */
export function toast(sentence: string): void {
  const { root, host } = createLayer(CSS)
  const said = element('p', { text: sentence })
  said.setAttribute('role', 'status')
  root.append(said)
  setTimeout(() => host.remove(), 2000)
}
