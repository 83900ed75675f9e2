/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  PRODUCT_WRONG: '商品资料不完整或写错了，请先在数据库里改正',
  CATEGORIES_FULL: '分类最多 30 个，请用一个已有的',
  CATEGORY_EVERYTHING: '「全部」装着所有商品，请给分类另取一个名字',
} as const
