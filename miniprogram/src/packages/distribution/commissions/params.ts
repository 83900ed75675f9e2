export interface Params {
  state?: string
}
