import { drawn, type OpenPackage, type OpenPage } from './host'
import { until } from '../support/until'

/** A mini-program in somebody's hand: where it asks to go, WeChat goes. */
export interface Journey {
  /** What the page on top was opened with. */
  query: () => Record<string, string>
  /** The first page. */
  begin: (route: string) => Promise<OpenPage>
  /** Goes where the package has asked to go next. @throws when that is another page, or none */
  arrives: (route: string) => Promise<OpenPage>
  /** Goes back by WeChat's own way, without asking the package. */
  leave: () => Promise<OpenPage>
  /** Every page that there was, by its address, as long as it was open or still is. */
  pages: () => readonly { route: string; page: OpenPage }[]
}

interface Place {
  route: string
  query: Record<string, string>
  page: OpenPage
}

const WAYS = /^(navigateTo|redirectTo|switchTab|navigateBack)$/

/**
 * Pages lie on each other as WeChat lays them:
 * https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/route.html
 */
export function journeyOf(mini: OpenPackage): Journey {
  const all: Place[] = []
  const stack: Place[] = []
  const tabs = new Map<string, Place>()
  let read = 0
  const top = () => stack.at(-1)!

  async function openOn(route: string, query: Record<string, string> = {}): Promise<Place> {
    const place = { route, query, page: await mini.open(route, query) }
    all.push(place)
    stack.push(place)
    return place
  }

  async function switchTo(route: string): Promise<void> {
    for (const place of stack.splice(0).reverse()) {
      if (tabs.has(place.route)) place.page.shelve()
      else place.page.close()
    }
    const kept = tabs.get(route)
    if (!kept) return void tabs.set(route, await openOn(route))
    stack.push(kept)
    kept.page.show()
    await drawn()
  }

  async function goBack(): Promise<void> {
    stack.pop()?.page.close()
    top().page.show()
    // Nobody taps on the page below before the one above is gone.
    await drawn()
  }

  return {
    query: () => top().query,
    pages: () => all,
    async leave() {
      await goBack()
      return top().page
    },
    async begin(route) {
      tabs.set(route, await openOn(route))
      return top().page
    },
    async arrives(expected) {
      const { name, options } = await until(`the way to ${expected}`, () => {
        const at = mini.asked.findIndex((one, index) => index >= read && WAYS.test(one.name))
        if (at >= 0) read = at + 1
        return mini.asked[at]
      })
      const [route = '', words = ''] = String(options['url'] ?? '')
        .replace(/^\//, '')
        .split('?')
      const query = Object.fromEntries(words.split('&').filter(Boolean).map(pairOf))
      if (name === 'navigateBack') await goBack()
      else if (name === 'switchTab') await switchTo(route)
      else {
        if (name === 'redirectTo') stack.pop()?.page.close()
        else top().page.hide()
        await openOn(route, query)
      }
      if (top().route !== expected) throw new Error(`it went to ${top().route}, not to ${expected}`)
      return top().page
    },
  }
}

/** WeChat hands over what stands in the address as it is. */
const pairOf = (pair: string): [string, string] => {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
}
