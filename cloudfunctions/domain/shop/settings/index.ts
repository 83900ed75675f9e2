export { beginShop, unsetSettings } from './edit.service'
export { categoryCalled, categoryNamed } from './category.service'
export { legalOf } from './legal.rules'
export type { PolicyDoc, SettingsDoc } from './settings.model'
export { UNSIGNED } from './policy.rules'
export { openSettings, pageOfPolicies } from './settings.repo'
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
