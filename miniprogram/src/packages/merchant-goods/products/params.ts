export interface Params {
  tab?: string
  keyword?: string
}
