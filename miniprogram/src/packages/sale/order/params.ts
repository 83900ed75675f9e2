export interface Params {
  orderId: string
}
