import { createContext } from 'react'

/**
 * Whether what is drawn here is on its way out: a tap that meets it was meant for what is gone already. Undefined for
 * what lies on no overlay.
 */
export const Leaving = createContext<boolean | undefined>(undefined)
