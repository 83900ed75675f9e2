export interface Params {
  categoryId?: string
  keyword?: string
  /** A section of the home page. */
  sectionId?: string
  sort?: string
}
