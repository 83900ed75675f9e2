import './polyfills'
import type { PropsWithChildren } from 'react'
import './app.scss'

/** The root outside all pages. Providers of plain React context reach the pages from here, elements do not. */
export default function App({ children }: PropsWithChildren) {
  return children
}
