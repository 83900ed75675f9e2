import { element, type StageShop } from '../shared'

/** Where `npm start` listens unless it is told otherwise. */
const USUAL_PORT = '8620'

/**
 * Says that the local cloud has ended, and how it is started again; nothing on the stage does anything meanwhile.
 * @returns whether it is gone
 */
export function createLost(place: HTMLElement, shop: () => StageShop | undefined): (gone: boolean) => void {
  const command = element('code')
  place.append(
    element('b', { text: '榕铺停下来了' }),
    element('span', {
      children: ['在终端里运行 ', command, ' 再启动它，这里会自己接上；数据都在。'],
    }),
  )
  return (gone) => {
    command.textContent = commandOf(location.port, shop()?.demo ?? true)
    place.hidden = !gone
    document.documentElement.classList.toggle('gone', gone)
  }
}

/** By which the shop that stands at this port was started. */
function commandOf(port: string, demo: boolean): string {
  const options = [...(demo ? [] : ['--empty']), ...(port === USUAL_PORT ? [] : [`--port ${port}`])]
  return ['npm start', ...(options.length > 0 ? ['--', ...options] : [])].join(' ')
}
