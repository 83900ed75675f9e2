export interface Params {
  categoryId?: string
  keyword?: string
  sectionId?: string
}
