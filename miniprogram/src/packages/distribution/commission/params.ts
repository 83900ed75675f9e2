export interface Params {
  commissionId: string
}
