/** As much of Taro as components touch when they are drawn. Pages are tested in a browser. */
const nothing = () => undefined
const later = () => Promise.resolve()

const Taro = {
  getCurrentPages: () => [{ route: 'pages/home/index' }, { route: 'packages/sale/order/index' }],
  getStorageSync: (key: string) => localStorage.getItem(key) ?? '',
  setStorageSync: (key: string, text: string) => localStorage.setItem(key, text),
  removeStorageSync: (key: string) => localStorage.removeItem(key),
  navigateTo: later,
  redirectTo: later,
  switchTab: later,
  navigateBack: later,
  setNavigationBarColor: later,
  vibrateShort: later,
  getWindowInfo: () => ({
    statusBarHeight: 44,
    windowWidth: 375,
    screenHeight: 812,
    safeArea: { bottom: 778 },
  }),
  getMenuButtonBoundingClientRect: () => ({ top: 50, left: 280, width: 87, height: 32 }),
  useDidShow: nothing,
  useDidHide: nothing,
  useReady: nothing,
  usePageScroll: nothing,
  useReachBottom: nothing,
  usePullDownRefresh: nothing,
}

export const useRouter = () => ({ params: {} })
export const useDidShow = nothing
export const useShareAppMessage = nothing
export default Taro
