export type { PolicyDoc, SettingsDoc } from './settings.model'
export { UNSIGNED } from './policy.rules'
export { pageOfPolicies } from './settings.repo'
export { ifRight, ofShop } from './settings.rules'
export {
  changePolicy,
  checkedSettings,
  loadSettings,
  settingsAndUnsigned,
  toShop,
  validPolicy,
  versionThatStands,
  wrongSettings,
} from './settings.service'
