import type { Handlers } from '../../../platform/door'
import { groupsOfSettings, saveSettings } from './edit.service'

export const merchant = {
  'settings.get': groupsOfSettings,
  'settings.save': saveSettings,
} satisfies Partial<Handlers<'merchant'>>
