import './polyfills'
import { QueryClientProvider } from '@tanstack/react-query'
import { createElement, type PropsWithChildren } from 'react'
import { queryClient, useStartup } from '@/data'
import { leadOnFromNowhere, openCloud } from '@/platform'
import './ui/styles/tokens.scss'
import './ui/styles/base.scss'

openCloud(process.env.CLOUDBASE_ENV_ID)
leadOnFromNowhere()

/** The root outside all pages. Providers of plain React context reach the pages from here, elements do not. */
export default function App({ children }: PropsWithChildren) {
  return createElement(QueryClientProvider, { client: queryClient }, createElement(Startup), children)
}

function Startup() {
  useStartup()
  return null
}
