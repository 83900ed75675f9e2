import * as z from 'zod'
import { SETTINGS_GROUPS } from '../settings/schema'

/** The steps from an empty shop to one that sells, in their order. */
export const SETUP_STEPS = [...SETTINGS_GROUPS, 'product'] as const
export type SetupStep = (typeof SETUP_STEPS)[number]

export const setupStep = z.enum(SETUP_STEPS)
