export type { SettingsDoc } from './settings.model'
export { ifRight, ofShop } from './settings.rules'
export { changePolicy, checkedSettings, loadSettings, toShop, versionThatStands } from './settings.service'
