import { SETTINGS_GROUPS } from '../settings/limits'

/** The steps from an empty shop to one that sells, in their order. */
export const SETUP_STEPS = [...SETTINGS_GROUPS, 'product'] as const
export type SetupStep = (typeof SETUP_STEPS)[number]
