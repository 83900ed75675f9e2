export { categoryNamed } from './category.service'
export type { PolicyDoc, SettingsDoc } from './settings.model'
export { pageOfPolicies } from './settings.repo'
export { ifRight, ofShop } from './settings.rules'
export {
  changePolicy,
  checkedSettings,
  loadSettings,
  toShop,
  validPolicy,
  versionThatStands,
  wrongSettings,
} from './settings.service'
