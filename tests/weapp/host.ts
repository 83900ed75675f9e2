import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { until } from '../support/until'
import { drawnReader, eventsOf, type Filling } from './drawn'
import { refusal, routesOf, type AppConfig } from './refusals'

/** What we send to WeChat in one `setData` at most: it copies every byte to another thread before it draws. */
export const MOST_BYTES = 32 * 1024

type Json = Record<string, unknown>
type Hook = (this: unknown, ...args: unknown[]) => unknown
interface Answers {
  success?: (result: object) => void
  fail?: (error: { errMsg: string; errno?: number }) => void
  complete?: () => void
}
type Options = Record<string, Hook | undefined> & { data?: Json; methods?: Record<string, Hook> }

export interface OpenPage {
  /** All words on the page, in order. */
  text: () => string
  /** Bytes of each `setData`, also of those that came while another page was on top. */
  updates: number[]
  /**
   * Taps the innermost element that says exactly this, the `at`th of several (from the end when it is negative);
   * WeChat tells its ancestors, too. @throws when none does
   */
  tap: (words: string, at?: number) => void
  /** Fills the field with this placeholder, and leaves it. @throws when there is none */
  fill: (placeholder: string, text: string, how?: Filling) => void
  /** What the field with this placeholder holds. */
  holds: (placeholder: string) => string | undefined
  /** Where its pictures come from, in order. */
  pictures: () => string[]
  /** Resolves when the page says this. @throws when it never does, with what it says instead */
  says: (words: string) => Promise<void>
  /** Pulls the page down. */
  pull: () => void
  /** The card that the page hands to WeChat. @throws for a picture that WeChat finds nowhere */
  shares: () => Json
  /** It is on top again. */
  show: () => void
  /** Another page lies on it. */
  hide: () => void
  /** A tab gives way to another one: nothing lies below that. */
  shelve: () => void
  close: () => void
}

export interface OpenPackage {
  routes: string[]
  /** The environment that the package has opened; nothing: whichever the mini-program has had first. */
  cloudEnv: unknown
  /** What was asked of WeChat, by name, oldest first. */
  asked: { name: string; options: Json }[]
  /** What WeChat refused, with its reason. */
  refused: string[]
  /** What the package wrote as an error: React does so when a page breaks. */
  errors: string[]
  /** WeChat has loaded a newer version of the mini-program. */
  updateReady: () => void
  open: (route: string, query?: Record<string, string>) => Promise<OpenPage>
  /** The mini-program is on top again, coming back from somewhere. */
  comesBack: (from: { appId: string; extraData: Json }) => void
}

/** What Taro looks for when it wraps WeChat's functions; each succeeds. */
const SUCCEEDING =
  'setNavigationBarColor setNavigationBarTitle showToast hideToast showLoading hideLoading showModal navigateTo redirectTo switchTab navigateBack reLaunch showShareMenu hideShareMenu vibrateShort setClipboardData requestPayment requestSubscribeMessage chooseAddress saveImageToPhotosAlbum openSetting enableAlertBeforeUnload disableAlertBeforeUnload openBusinessView chooseMedia compressImage getImageInfo stopPullDownRefresh pageScrollTo canvasToTempFilePath login scanCode'

/**
 * Runs a built mini-program package without WeChat: its scripts in a context that has WeChat's globals and none
 * of a browser's. It tells what a package does with `App`, `Page` and `setData`; it draws nothing.
 * @param answer what a cloud function gives back
 * @param does what else WeChat does when it is asked, before it says that it succeeded
 * @param storage what the phone keeps; the next start on the same phone finds it there
 * @param answers what WeChat answers when it succeeds, those of its cloud by `cloud.getTempFileURL` and
 *   `cloud.downloadFile`; an error of WeChat's (`errMsg`) that one throws is its refusal
 * @param files what lies on the phone, by path
 */
export function openPackage(
  root: string,
  answer: (name: string, data: unknown) => unknown,
  does: Record<string, (options: Json) => unknown> = {},
  storage = new Map<string, unknown>(),
  answers: Record<string, (options: Json) => object> = {},
  files = new Map<string, Buffer>(),
): OpenPackage {
  const asked: OpenPackage['asked'] = []
  const definitions = new Map<string, Options>()
  const stack: object[] = []
  let app: Options = {}
  let cloudEnv: unknown
  let loading = ''

  const appConfig = JSON.parse(fs.readFileSync(path.join(root, 'app.json'), 'utf8')) as AppConfig
  const refused: string[] = []
  const errors: string[] = []
  let updateReady: () => void = () => undefined
  let gesture = false
  const withGesture = (is: boolean, run: () => void) => {
    gesture = is
    try {
      run()
    } finally {
      gesture = false
    }
  }
  /** What WeChat's cloud does with files: of a few at a time, by their ids. */
  const ofCloud = async (name: 'getTempFileURL' | 'downloadFile', options: Json) => {
    const ids = name === 'downloadFile' ? [options['fileID']] : (options['fileList'] as unknown[])
    if (!ids.every((id) => typeof id === 'string' && id.startsWith('cloud://')) || ids.length > 50)
      throw Object.assign(new Error(), { errMsg: `cloud.${name}:fail -501007 invalid parameters` })
    asked.push({ name: `cloud.${name}`, options })
    return answers[`cloud.${name}`]?.(options) ?? {}
  }
  const { inputOf, picturesOf } = drawnReader(root)
  const shown = new Set<(options: Json) => void>()
  const enter = { query: {}, path: '', scene: 1001 }
  const wx: Json = {
    cloud: {
      init: (options: { env?: unknown } = {}) => void (cloudEnv = options.env),
      callFunction: async ({ name, data }: { name: string; data: unknown }) => ({
        result: await answer(name, data),
      }),
      getTempFileURL: (options: Json) => ofCloud('getTempFileURL', options),
      downloadFile: (options: Json) => ofCloud('downloadFile', options),
    },
    getWindowInfo: () => ({
      statusBarHeight: 44,
      windowWidth: 375,
      windowHeight: 812,
      screenHeight: 812,
      pixelRatio: 2,
      safeArea: { top: 44, bottom: 778, left: 0, right: 375 },
    }),
    getMenuButtonBoundingClientRect: () => ({ top: 50, left: 280, width: 87, height: 32 }),
    getSystemInfoSync: () => ({ platform: 'devtools', SDKVersion: '3.5.0', windowWidth: 375 }),
    getAppBaseInfo: () => ({ SDKVersion: '3.5.0' }),
    getDeviceInfo: () => ({ platform: 'devtools' }),
    getEnterOptionsSync: () => enter,
    getLaunchOptionsSync: () => enter,
    onAppShow: (hear: (options: Json) => void) => void shown.add(hear),
    onPageNotFound: () => undefined,
    offAppShow: (hear: (options: Json) => void) => void shown.delete(hear),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    getFileSystemManager: () => ({
      readFile: ({
        filePath,
        encoding,
        success,
        fail,
      }: Answers & { filePath: string; encoding?: 'base64' }) => {
        const content = files.get(filePath)
        if (content) success?.({ data: encoding ? content.toString(encoding) : content })
        else fail?.({ errMsg: `readFile:fail no such file or directory, open ${filePath}` })
      },
    }),
    canIUse: () => true,
    // eslint-disable-next-line no-restricted-syntax -- WeChat's own
    nextTick: (run: () => void) => setTimeout(run, 0),
    env: { USER_DATA_PATH: 'wxfile://usr' },
  }
  wx.getUpdateManager = () => ({
    onUpdateReady: (hear: () => void) => void (updateReady = hear),
    applyUpdate: () => void asked.push({ name: 'applyUpdate', options: {} }),
  })
  for (const name of SUCCEEDING.split(' ')) {
    const act = async (options: Answers) => {
      const fail = (error: { errMsg: string; errno?: number }) => {
        options.fail?.(error)
        options.complete?.()
      }
      const why = refusal(name, options as Json, { appConfig, files, gesture, pages: stack.length })
      if (why !== undefined) {
        refused.push(`${name}:fail ${why}`)
        return fail({ errMsg: `${name}:fail ${why}` })
      }
      asked.push({ name, options: options as Json })
      await does[name]?.(options as Json)
      let result: object = {}
      try {
        result = answers[name]?.(options as Json) ?? {}
      } catch (error) {
        return fail(error as { errMsg: string })
      }
      // WeChat lets a payment ask for messages as long as its own callback runs.
      withGesture(name === 'requestPayment', () => options.success?.(result))
      options.complete?.()
    }
    // Without callbacks WeChat answers by a promise.
    wx[name] = (options: Answers = {}) =>
      options.success || options.fail || options.complete
        ? void act(options)
        : new Promise((success, fail) => void act({ ...options, success, fail }))
  }

  const define = (options: Options) => void definitions.set(loading, options)
  const context = vm.createContext({
    ...{ wx, clearTimeout, clearInterval },
    console: { ...console, error: (...words: unknown[]) => void errors.push(words.map(String).join(' ')) },
    // A package's timers run on while its pages are open; they keep no test alive.
    // eslint-disable-next-line no-restricted-syntax -- the package's own
    setTimeout: (run: () => void, ms?: number) => setTimeout(run, ms).unref(),
    // eslint-disable-next-line no-restricted-syntax -- the package's own
    setInterval: (run: () => void, ms?: number) => setInterval(run, ms).unref(),
    App: (options: Options) => (app = options),
    Page: define,
    Component: define,
    Behavior: (options: unknown) => options,
    getApp: () => app,
    getCurrentPages: () => stack,
  })

  const modules = new Map<string, { exports: unknown }>()
  const load = (file: string): unknown => {
    const full = file.endsWith('.js') ? file : `${file}.js`
    const known = modules.get(full)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    modules.set(full, module)
    const code = `(function (require, module, exports) {${fs.readFileSync(full, 'utf8')}\n})`
    const run = vm.runInContext(code, context, { filename: full }) as Hook
    run((name: unknown) => load(path.resolve(path.dirname(full), String(name))), module, module.exports)
    return module.exports
  }

  load(path.join(root, 'app.js'))
  app.onLaunch?.(enter)
  app.onShow?.(enter)

  return {
    asked,
    comesBack(referrerInfo) {
      const options = { ...enter, scene: 1038, referrerInfo }
      app.onShow?.(options)
      for (const hear of [...shown]) hear(options)
    },
    refused,
    errors,
    cloudEnv,
    updateReady: () => updateReady(),
    routes: routesOf(appConfig),
    async open(route, query = {}) {
      loading = route
      load(path.join(root, route))
      const options = definitions.get(route)
      if (!options) throw new Error(`${route} defined no page`)
      const updates: number[] = []
      const data: Json = structuredClone(options.data ?? {})
      const page = {
        ...(options as Json),
        ...options.methods,
        route,
        __route__: route,
        data,
        setData(changes: Json, done?: () => void) {
          updates.push(Buffer.byteLength(JSON.stringify(changes)))
          for (const [key, value] of Object.entries(changes)) put(data, key, value)
          done?.()
        },
      } as unknown as Record<string, Hook>
      stack.push(page)
      page.onLoad?.call(page, query)
      page.onShow?.call(page)
      page.onReady?.call(page)
      await drawn()
      return {
        text: () => textOf(data),
        updates,
        tap: (words, at = 0) => {
          const chain = chainsTo(data, words).at(at)
          if (!chain) throw new Error(`nothing says ${words}, only: ${textOf(data)}`)
          const [innermost] = chain
          for (const sid of chain) {
            const event = {
              type: 'tap',
              // eslint-disable-next-line no-restricted-properties -- WeChat's time
              timeStamp: Date.now(),
              detail: {},
              target: { id: innermost, dataset: { sid: innermost } },
              currentTarget: { id: sid, dataset: { sid } },
            }
            withGesture(true, () => page.eh?.call(page, event))
          }
        },
        fill: (placeholder, text, how = {}) => {
          const field = inputOf(data, placeholder, how.at)
          if (!field) throw new Error(`no field asks for ${placeholder}, only: ${textOf(data)}`)
          const { sid } = field
          const target = { id: sid, dataset: { sid } }
          for (const event of eventsOf(field, text, how)) {
            // eslint-disable-next-line no-restricted-properties -- WeChat's time
            page.eh?.call(page, { ...event, timeStamp: Date.now(), target, currentTarget: target })
          }
        },
        holds: (placeholder) => inputOf(data, placeholder)?.value,
        pictures: () => picturesOf(data),
        says: async (words) => {
          await until(`${words} on ${route}`, () => textOf(data).includes(words)).catch((error: unknown) => {
            throw new Error(`${String(error)}, only: ${textOf(data)}`)
          })
        },
        pull: () => void page.onPullDownRefresh?.call(page),
        shares: () => {
          const card = (page.onShareAppMessage?.call(page, { from: 'menu' }) ?? {}) as Json
          if (/^cloud:/.test(String(card['imageUrl'] ?? '')))
            throw new Error(`WeChat finds no picture at ${String(card['imageUrl'])}`)
          return card
        },
        show: () => {
          if (!stack.includes(page)) stack.push(page)
          page.onShow?.call(page)
        },
        hide: () => void page.onHide?.call(page),
        shelve: () => {
          page.onHide?.call(page)
          stack.splice(stack.indexOf(page), 1)
        },
        close: () => {
          page.onUnload?.call(page)
          stack.splice(stack.indexOf(page), 1)
        },
      }
    },
  }
}

/** Answers arrive and React draws in turns of the event loop; a few of them are plenty. */
export async function drawn(): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- turns, not time: all of it happens in this thread
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** `root.cn.[0].v` = value. */
function put(data: Json, key: string, value: unknown): void {
  const keys = key
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  const last = keys.pop() ?? ''
  let at = data
  for (const name of keys) at = (at[name] ??= {}) as Json
  at[last] = value
}

/** The ids from each innermost element that says exactly these words up to the page. */
function chainsTo(node: unknown, words: string, above: readonly string[] = []): string[][] {
  if (node === null || typeof node !== 'object') return []
  // A piece of text has an id, too, but hears nothing.
  const sid = 'v' in node ? undefined : (node as Json).sid
  const here = typeof sid === 'string' ? [sid, ...above] : above
  const below = Object.values(node as Json).flatMap((child) => chainsTo(child, words, here))
  if (below.length > 0) return below
  return typeof sid === 'string' && textOf(node) === words ? [[...here]] : []
}

/** Words of Taro's tree: a text node keeps its own in `v`. */
function textOf(node: unknown): string {
  if (node === null || typeof node !== 'object') return ''
  if (Array.isArray(node)) return node.map(textOf).join('')
  const own = (node as Json).v
  const below = Object.entries(node as Json).filter(([key]) => key !== 'v')
  return (typeof own === 'string' ? own : '') + below.map(([, child]) => textOf(child)).join('')
}
