import { createContext } from 'react'

/** The label of the field that an input stands in: the input says it in a browser, where the two are not joined. */
export const FieldLabel = createContext<string | undefined>(undefined)
