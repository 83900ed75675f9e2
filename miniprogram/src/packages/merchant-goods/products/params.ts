export interface Params {
  tab?: string
}
