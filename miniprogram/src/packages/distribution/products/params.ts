export interface Params {
  keyword?: string
}
