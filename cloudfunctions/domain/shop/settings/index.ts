export type { SettingsDoc } from './settings.model'
export { changePolicy, loadSettings, toShop } from './settings.service'
