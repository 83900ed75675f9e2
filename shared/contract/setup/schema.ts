import * as z from 'zod'
import { SETUP_STEPS } from './limits'

export const setupStep = z.enum(SETUP_STEPS)
