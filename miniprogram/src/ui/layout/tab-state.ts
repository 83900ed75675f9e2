import { create } from 'zustand'

export interface TabState {
  cartCount: number
  /** Orders that wait for the merchant. */
  merchantCount: number
  /** Staff see the merchant's tab. */
  staff: boolean
}

/** What the tab bar shows; set it whenever an answer carries news: `tabState.setState({ cartCount })`. */
export const tabState = create<TabState>(() => ({ cartCount: 0, merchantCount: 0, staff: false }))
