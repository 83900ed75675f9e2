/** Why WeChat does not do what a package asks for; the words are its own. */

type Json = Record<string, unknown>

export interface AppConfig {
  pages: string[]
  requiredPrivateInfos?: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { list: { pagePath: string }[] }
}

/** Where the package stands when it asks. */
export interface Standing {
  appConfig: AppConfig
  /** What lies on the phone, by path. */
  files: ReadonlyMap<string, Buffer>
  /** Within a tap, or what WeChat lets pass for one. */
  gesture: boolean
  /** How many pages lie on each other. */
  pages: number
}

/** The codes that WeChat's scanner knows. */
const CODES: readonly unknown[] = ['barCode', 'qrCode', 'datamatrix', 'pdf417', 'wxCode']

/** So many pages lie on each other at most. */
const PAGES_MOST = 10

export function routesOf({ pages, subPackages = [] }: AppConfig): string[] {
  return [...pages, ...subPackages.flatMap((part) => part.pages.map((page) => `${part.root}/${page}`))]
}

/** Nothing when WeChat does it. */
export function refusal(name: string, options: Json, standing: Standing): string | undefined {
  const { appConfig, files, gesture } = standing
  const { scanType = [] } = options as { scanType?: readonly unknown[] }
  if (name === 'scanCode' && !scanType.every((one) => CODES.includes(one))) return 'parameter error'
  if (name === 'chooseAddress' && !appConfig.requiredPrivateInfos?.includes(name))
    return 'the api need to be declared in the requiredPrivateInfos field in app.json/ext.json'
  if (name === 'requestSubscribeMessage' && !gesture) return 'can only be invoked by user TAP gesture.'
  const { count, src, quality } = options as { count?: number; src?: string; quality?: number }
  if (name === 'chooseMedia' && !(Number.isInteger(count) && count! >= 1 && count! <= 20))
    return `parameter.count should be 1 to 20 instead of ${count}`
  if (/^(compressImage|getImageInfo)$/.test(name) && !files.has(src ?? ''))
    return `file doesn't exist: ${src}`
  if (name === 'compressImage' && !(Number.isInteger(quality) && quality! >= 0 && quality! <= 100))
    return 'parameter error: quality'
  return /^(navigateTo|redirectTo|switchTab)$/.test(name) ? wayRefusal(name, options, standing) : undefined
}

/** Pages that do not exist, tabs opened as pages and pages as tabs, and one page too many. */
function wayRefusal(name: string, { url }: Json, { appConfig, pages }: Standing): string | undefined {
  const [route = '', query] = String(url).replace(/^\//, '').split('?')
  if (!routesOf(appConfig).includes(route)) return `page "${route}" is not found`
  const isTab = appConfig.tabBar?.list.some(({ pagePath }) => pagePath === route) ?? false
  if (name === 'switchTab') {
    if (!isTab) return 'can not switch to no-tabBar page'
    return query === undefined ? undefined : 'invalid url, query is not supported'
  }
  if (isTab) return `can not ${name} a tabbar page`
  return name === 'navigateTo' && pages >= PAGES_MOST ? `webview count limit exceed` : undefined
}
