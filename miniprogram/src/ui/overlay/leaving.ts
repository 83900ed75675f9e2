import { createContext } from 'react'

/** Whether what is drawn here is on its way out: a tap that meets it was meant for what is gone already. */
export const Leaving = createContext(false)
