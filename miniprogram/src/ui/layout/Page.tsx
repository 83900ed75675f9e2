import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { arrive } from '@/platform/moving'
import { PageScope, usePageId } from '@/platform/navigation'
import { useDidShow } from '@/platform/page'
import type { TabName } from '@/platform/routes'
import { deviceMetrics } from '@/platform/system'
import { cx } from '../cx'
import { Apart } from '../overlay/Apart'
import { DialogHost } from '../overlay/DialogHost'
import { ToastHost } from '../overlay/ToastHost'
import { NavBar, type NavBarProps } from './NavBar'
import { TabBar } from './TabBar'
import './Page.scss'

export interface PageProps {
  title?: string
  /** The bar's other properties; `null`: the page draws its own `NavBar`. */
  nav?: Omit<NavBarProps, 'title'> | null
  /** This page is a tab: tab bar below, no back button. */
  tab?: TabName
  /** Content of the bar at the bottom. */
  bar?: ReactNode
  /** Behind everything at the top, as tall as it draws itself, e.g. a green head. */
  backdrop?: ReactNode
  /** 16px at both sides, unless the page has its own full-width parts. */
  gutter?: boolean
  background?: string
  className?: string
  children: ReactNode
}

/** The frame of every page: navigation, scrolling content, bottom bar or tab bar, toast and dialog. */
export function Page({
  title,
  nav = {},
  tab,
  bar,
  backdrop,
  gutter = true,
  background,
  className,
  children,
}: PageProps) {
  const { safeBottom } = deviceMetrics()
  const pageId = usePageId()
  useDidShow(arrive)
  const style = {
    ...(safeBottom === null ? {} : { '--safe-bottom': `${safeBottom}px` }),
    ...(background ? { background } : {}),
  }
  return (
    <PageScope value={pageId}>
      <View className={cx('ui-page', className)} style={style}>
        {backdrop !== undefined && <View className="ui-page__backdrop">{backdrop}</View>}
        {nav && <NavBar title={title} {...(tab ? { left: 'none' as const } : {})} {...nav} />}
        <View
          className={cx(
            'ui-page__body',
            gutter && 'ui-page__body--gutter',
            !bar && !tab && 'ui-page__body--end',
          )}
        >
          {children}
        </View>
        {bar !== undefined && bar !== null && bar !== false && (
          <View className={cx('ui-page__bar', tab && 'ui-page__bar--above-tabs')}>{bar}</View>
        )}
        {tab && <TabBar on={tab} />}
        <Apart>
          <ToastHost />
          <DialogHost />
        </Apart>
      </View>
    </PageScope>
  )
}
