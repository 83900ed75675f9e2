import type { AdminRequest, Answer } from '../engine/request'
import type { View } from '../engine/view'
import type { Store } from '../store/store'

/** What an endpoint works with. */
export interface EndpointContext {
  readonly store: Store
  readonly view: View
  /** The clock's time: `db.serverDate()`. */
  readonly now: number
  readonly begin: () => void
}

/** Performs one action of the SDK. @throws DatabaseError for what is refused */
export type Endpoint = (request: AdminRequest, context: EndpointContext) => Answer
