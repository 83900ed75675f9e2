export { createControl, paymentParams, type ControlRoutes } from './control'
export { openDataFolder, removeDataFolder, type DataFolder } from './data-folder'
export { openEmulator, type Emulator, type EmulatorOptions } from './emulator'
export type { WechatSide } from './wechat-side'
