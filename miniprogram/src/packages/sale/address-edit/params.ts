/** Without an address a new one is written. */
export interface Params {
  addressId?: string
}
